package lab.concurrent.nic.rdma;

/** What a memory region allows; reading it locally is always allowed (ibv_reg_mr(3)). */
public final class Access {
  public static final int LOCAL_WRITE = 1;
  public static final int REMOTE_WRITE = 1 << 1;
  public static final int REMOTE_READ = 1 << 2;

  static final int LOCAL_READ = 0;
  static final int ALL = LOCAL_WRITE | REMOTE_WRITE | REMOTE_READ;

  private Access() {}
}
