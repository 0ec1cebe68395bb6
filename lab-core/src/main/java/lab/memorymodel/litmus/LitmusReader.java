package lab.memorymodel.litmus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.memorymodel.Program;
import lab.memorymodel.Program.Line;
import lab.memorymodel.Program.ThreadCode;

/**
 * Reads {@code .litmus} files in herd7's format: the dialects Java, C, X86_64 and X86.
 *
 * <p>A header line {@code Actors=p c} names the threads in actions; otherwise they are {@code P0},
 * {@code P1} and so on. Java and C code may loop: {@code while (X.get() == 0) {}} is our extension.
 */
public final class LitmusReader {
  /** Several times the longest test that people write, and far from what recursion can bear. */
  private static final int MOST_CHARACTERS = 20_000;

  private final Tokens in;
  private final Header header;
  private final Cells cells = new Cells();
  private final List<ThreadCode> threads = new ArrayList<>();
  private final List<Registers> registers = new ArrayList<>();
  private final List<List<Statement>> code = new ArrayList<>();
  private Init init;

  private LitmusReader(Source source) {
    this.header = Header.read(source);
    this.in = new Tokens(source, header.end());
  }

  /**
   * Reads one test.
   *
   * @param fileName for messages
   * @throws LitmusSyntaxError if the text is not a test; it says where and what was expected
   */
  public static LitmusTest read(String fileName, String text) {
    Source source = new Source(fileName, text);
    if (text.length() > MOST_CHARACTERS) {
      throw source.error(MOST_CHARACTERS, "at most " + MOST_CHARACTERS + " characters", "more");
    }
    return new LitmusReader(source).test();
  }

  private LitmusTest test() {
    // In C code, unlike anywhere else, (* begins no comment: if (*x == 1).
    init = Init.read(in, cells);
    in.camlComments(header.dialect() != Dialect.C);
    Token begin = in.peek();
    switch (header.dialect()) {
      case JAVA -> javaThreads();
      case C -> cThreads();
      case X86_64, X86 -> table();
    }
    if (threads.isEmpty()) {
      throw in.error(begin, "the code of thread 0");
    }
    in.camlComments(true);
    init.checkThreads(in, threads.size());
    Names names = new Names(header.dialect(), cells, registers);
    List<Observed> observed = observed(names);
    Optional<Condition> condition = new ConditionParser(in, names).read();
    Program program = new Program(header.name(), cells.list(), threads);
    return new LitmusTest(
        header.name(),
        header.dialect(),
        header.text(),
        header.info(),
        program,
        code,
        observed,
        condition);
  }

  private void javaThreads() {
    while (in.peek().isName() && in.peek().text().startsWith("Thread")) {
      Token at = in.next();
      expectNumber(at, "Thread");
      Map<String, Init.Start> starts = init.registers(threads.size());
      JavaParser parser = new JavaParser(in, cells, starts);
      parser.begin(starts);
      addStructured(parser, at);
    }
  }

  private void cThreads() {
    while (in.peek().isName() && in.peek().text().matches("P[0-9]+")) {
      Token at = in.next();
      expectNumber(at, "P");
      CParser parser = new CParser(in, cells);
      parser.begin(init.registers(threads.size()));
      parser.parameters();
      addStructured(parser, at);
    }
  }

  private void addStructured(StructuredParser parser, Token at) {
    List<Statement> body = parser.body();
    code.add(body);
    // Names of cells are final only now: the code may have been the first to mention some.
    Wording wording = new Wording(cells.list(), parser.registers.list());
    addThread(at, parser.registers, Flattening.lines(body, wording));
  }

  private void table() {
    List<Token> heads = new ArrayList<>();
    do {
      Token head = in.name("the name of a thread such as P0");
      if (!head.text().equals("P" + heads.size())) {
        throw in.error(head, "P" + heads.size());
      }
      heads.add(head);
    } while (in.accept("|"));
    in.expect(";", "| and another thread, or ;");
    List<X86Parser> columns = new ArrayList<>();
    for (int t = 0; t < heads.size(); t++) {
      columns.add(new X86Parser(in, header.dialect(), cells, init.registers(t)));
    }
    while (isRow(in.peek())) {
      for (int t = 0; t < columns.size(); t++) {
        if (t > 0) {
          in.expect("|", "| and the instruction of P" + t);
        }
        columns.get(t).cell();
      }
      in.expect(";", "; at the end of the row");
    }
    for (int t = 0; t < columns.size(); t++) {
      addThread(heads.get(t), columns.get(t).registers(), columns.get(t).finish());
    }
  }

  private static boolean isRow(Token token) {
    boolean condition =
        token.is("locations") || token.is("exists") || token.is("forall") || token.is("~");
    return !condition && (token.isName() || token.is("|") || token.is(";"));
  }

  private void expectNumber(Token at, String prefix) {
    if (!at.text().equals(prefix + threads.size())) {
      throw in.error(at, prefix + threads.size());
    }
  }

  private void addThread(Token at, Registers ofThread, List<Line> lines) {
    if (Loops.hasLocalOne(lines)) {
      throw in.error(at, "a thread whose loops all access memory");
    }
    String name = actor(at);
    threads.add(new ThreadCode(name, ofThread.list(), lines));
    registers.add(ofThread);
  }

  /** What the thread's actions begin with. */
  private String actor(Token at) {
    String[] actors = header.info().getOrDefault("Actors", "").split("\\s+");
    int number = threads.size();
    if (number >= actors.length || actors[number].isEmpty()) {
      return "P" + number;
    }
    String name = actors[number];
    boolean taken = threads.stream().anyMatch(t -> t.name().equals(name));
    if (taken || name.equals("jit") || !name.matches("[A-Za-z][A-Za-z0-9_-]*")) {
      throw in.error(at, "names in Actors that differ, begin with a letter and are not jit");
    }
    return name;
  }

  /** {@code locations [0:r0; x;]}. */
  private List<Observed> observed(Names names) {
    if (!in.accept("locations")) {
      return names.all();
    }
    in.expect("[");
    List<Observed> observed = new ArrayList<>();
    while (!in.accept("]")) {
      observed.add(names.read(in));
      if (!in.peek().is("]")) {
        in.expect(";", "; or ]");
      }
    }
    return observed;
  }
}
