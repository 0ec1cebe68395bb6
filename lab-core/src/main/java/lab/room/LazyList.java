package lab.room;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Supplier;

/** A list that cannot be changed and is made when it is first looked at. */
final class LazyList<E> extends AbstractList<E> {
  private Supplier<List<E>> supplier;
  private List<E> list;

  LazyList(Supplier<List<E>> supplier) {
    this.supplier = supplier;
  }

  private synchronized List<E> list() {
    if (list == null) {
      list = List.copyOf(supplier.get());
      supplier = null;
    }
    return list;
  }

  @Override
  public E get(int index) {
    return list().get(index);
  }

  @Override
  public int size() {
    return list().size();
  }
}
