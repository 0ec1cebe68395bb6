package lab.memorymodel.litmus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each production, broken. The place where the error must be reported is marked with {@code @},
 * which is taken out before the file is read; {@code \n} ends a line.
 */
final class SyntaxErrorTest {
  @Test
  void aMessageIsOneLineWithThePlace() {
    LitmusSyntaxError e = error("Java t\n{ x=0; }\nThread0 {\n  X.put(1);\n}\n");
    assertThat(e.line()).isEqualTo(4);
    assertThat(e.column()).isEqualTo(5);
    assertThat(e.file()).isEqualTo("broken.litmus");
    assertThat(e.found()).isEqualTo("put");
    assertThat(e.expected()).startsWith("one of get, getAcquire, getOpaque, getVolatile");
    assertThat(e.getMessage())
        .startsWith("broken.litmus:4:5: expected one of get")
        .endsWith("found put")
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          @                                      ~ one of Java, C, X86_64, X86
          @AArch64 MP                            ~ one of Java, C, X86_64, X86
          Java@                                  ~ the name of the test
          Java t@                                ~ { and the initial state
          Java t\\n@some words\\n{}              ~ "text", Key=text or {
          Java t\\n@"open                        ~ a string that ends with "
          Java t\\n@(* open                      ~ a comment that ends with *)
          Java t\\n@/* open                      ~ a comment that ends with */
          Java t\\n{ x=0 @y=0 }                  ~ ; or }
          Java t\\n{ x=@y; }                     ~ a number
          Java t\\n{ [x@=1; }                    ~ ]
          Java t\\n{ 0:r1@; }                    ~ =
          Java t\\n{ 0 @r1=1; }                  ~ : and a register
          Java t\\n{ x=0; @x=1; }                ~ each location once
          Java t\\n{ 0:r=0; 0:@r=1; }            ~ each register once
          Java t\\n{ x=@0x; }                    ~ a number
          Java t\\n{ x=@99999999999; }           ~ a number of 32 bits
          Java t\\n{ x=0; @# }                   ~ a name, a number or a symbol
          Java t\\n{ x=0;@                       ~ a location, a thread's register or }
          Java t\\n{ }@                          ~ the code of thread 0
          Java t\\n{ 1:@r=1; } Thread0 { }       ~ a register of one of the 1 threads
          Java t\\n{ } @Thread1 { }              ~ Thread0
          Java t\\nActors=jit\\n{ } @Thread0 { } ~ names in Actors that differ, begin with a letter and are not jit
          Java t\\nActors=a a\\n{ } Thread0 { } @Thread1 { } ~ names in Actors that differ
          """)
  void theHeaderAndTheInitialState(String text, String expected) {
    check(text, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          X.set(1) @}               ~ ;
          X.set(@);                 ~ a number, a local variable or a read such as X.getAcquire()
          @Q.set(1);                ~ a handle of one of the locations of the initial state: [x]
          @a;                       ~ a statement: a local variable
          int a = @b;               ~ a local variable (there is none yet)
          int a; a = @b;            ~ a local variable: a
          int a = @X.set(1);        ~ something with a value
          int @= 1;                 ~ the name of a local variable
          int a = 1 @* 2;           ~ ;
          int a = (1@;              ~ )
          int a = 1 && @X.get();    ~ no memory access behind &&
          if @X.get() { }           ~ (
          @while (1) { }            ~ a loop that reads memory
          X.compareAndExchange(0@); ~ ,
          X.@compareAndSet(0,1);    ~ one of get, getAcquire
          X.@getAndAddOpaque(1);    ~ one of get, getAcquire
          VarHandle.@noFence();     ~ a fence: acquireFence, fullFence, releaseFence
          fullFence(@1);            ~ )
          """)
  void javaCode(String code, String expected) {
    check("Java t\n{ x=0; }\nThread0 { " + code + " }", expected);
  }

  @ParameterizedTest
  @CsvSource({"int a = ,(,1", "int a = ,!,1", "'',{,x", "'',if (1) ,x"})
  void whatIsNestedTooDeeplyIsRefused(String before, String level, String inside) {
    LitmusSyntaxError e =
        error("Java t\n{ }\nThread0 { " + before + level.repeat(500) + inside + "; }");
    assertThat(e.expected()).startsWith("at most 100 levels");
    assertThat(error("Java t\n{ x=0; }\nThread0 { }\nexists " + "(".repeat(500) + "x=0"))
        .hasMessageContaining("at most 100 levels");
    assertThat(error("Java t\n{ x=0; }\nThread0 { }\nexists " + "~".repeat(500) + "x=0"))
        .hasMessageContaining("at most 100 levels");
  }

  @Test
  void whatIsFarTooLongIsRefused() {
    String text = "Java t\n{ x=0; }\nThread0 { }\nexists x=0" + " /\\ x=0".repeat(2_000);
    assertThat(LitmusReader.read("f", text).condition()).isPresent();
    assertThat(error(text + " ".repeat(10_000)))
        .hasMessageContaining("expected at most 20000 characters");
  }

  @Test
  void aLoopWithoutMemoryIsRefusedWhereItsThreadBegins() {
    check(
        "Java t\n{ }\n@Thread0 { int a; while (a < 2) { a = a + 1; } }",
        "a thread whose loops all");
    check("X86 t\n{ }\n@P0 ;\nL0: JMP L0 ;", "a thread whose loops all access memory");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          *@y = 1;                                                ~ a parameter of this thread: x
          @r = 1;                                                 ~ a declared local variable (there is none yet)
          @atomic_load(x);                                        ~ atomic_load_explicit, atomic_store_explicit
          int r = @atomic_store_explicit(x,1,memory_order_relaxed); ~ something with a value
          atomic_store_explicit(x,1@);                            ~ ,
          atomic_store_explicit(x,1,@memory_order_acquire);       ~ the order of a store: memory_order_relaxed, _release, _seq_cst
          atomic_load_explicit(x,@memory_order_release);          ~ the order of a load: memory_order_relaxed, _acquire, _seq_cst
          atomic_load_explicit(x,@memory_order_consume);          ~ the order of a load
          atomic_load_explicit(x,@relaxed);                       ~ the order of a load
          atomic_fetch_add_explicit(x,1,@relaxed);                ~ a memory order
          atomic_thread_fence(@memory_order_relaxed);             ~ the order of a fence
          atomic_compare_exchange_strong_explicit(x,&@q,1,memory_order_relaxed,memory_order_relaxed); ~ a
          atomic_compare_exchange_strong_explicit(x,x,1,memory_order_acq_rel,@memory_order_relaxed);  ~ the order of failure, the read half of the order of success: memory_order_acquire
          """)
  void cCode(String code, String expected) {
    check("C t\n{ }\nP0 (atomic_int* x) { " + code + " }", expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          P0 @{ }                ~ (
          P0 (@char* x) { }      ~ a parameter of type atomic_int* or int*
          P0 (int @x) { }        ~ *
          P0 (int* x @int* y) {} ~ , or )
          @P1 (int* x) { }       ~ P0
          """)
  void cThreads(String code, String expected) {
    check("C t\n{ }\n" + code, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          @nop                   ~ an instruction: mov, xchg
          movl $1 @mfence        ~ ,
          movl @x,%eax           ~ an operand: $number, %register or (location)
          movl (x),%@foo         ~ a register such as %eax
          movl (%@eax),%ebx      ~ a register that holds an address by the initial state
          @movl (x),(y)          ~ at most one location in an instruction
          @movl %eax,$1          ~ a destination other than a number
          movl $1,%@rdx          ~ a register that does not hold the address of a location
          @addl $1,(x)           ~ lock in front of addl to memory
          @xaddl %eax,(x)        ~ lock in front of xaddl
          @cmpxchgl %eax,(x)     ~ lock in front of cmpxchgl
          lock @movl $1,(x)      ~ an instruction that can be locked
          lock @addl $1,%eax     ~ a locked instruction on one location
          jne @L9                ~ a label of this thread: []
          L0: @L0: mfence        ~ each label once
          movl $1,(%@)           ~ a register such as %eax
          """)
  void x8664Code(String code, String expected) {
    check("X86_64 t\n{ 0:rdx=x; }\nP0 ;\n" + code + " ;\n", expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          MOV @(x),$1 ;   ~ an operand: $number, a register or [location]
          MOV [x],@R8 ;   ~ a register: EAX, EBX, ECX, EDX, ESI or EDI
          MFENCE @exists true ~ ; at the end of the row
          MFENCE @| MFENCE ; ~ ; at the end of the row
          """)
  void x86Code(String code, String expected) {
    check("X86 t\n{ }\nP0 ;\n" + code + "\n", expected);
  }

  @Test
  void theTableOfInstructions() {
    check("X86 t\n{ }\n@P1 ;\n", "P0");
    check("X86 t\n{ }\nP0 @MFENCE ;\n", "| and another thread, or ;");
    check("X86 t\n{ }\nP0 | P1 ;\nMFENCE @;\n", "| and the instruction of P1");
    check("X86 t\n{ 0:@foo=1; }\nP0 ;\n", "a register: EAX");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          @filter x=0                  ~ locations, exists, ~exists, forall or the end of the file
          locations @x;                ~ [
          locations [x @y]             ~ ; or ]
          locations [@q;]              ~ a location: x, y
          exists @                     ~ a register such as 0:r0, or a location
          exists (x=0 @                ~ /\\, \\/ or )
          exists (x @0)                ~ = or <>
          exists x=@y                  ~ a number
          exists x=0 @0:r0=1           ~ /\\, \\/ or the end of the file
          exists 0:@r9=1               ~ a register of thread 0: r0
          exists 1:@r0=1               ~ a location, for thread 1 has no registers
          exists @2:r0=1               ~ the number of a thread: 0 to 1
          exists 0@.r0=1               ~ : and a register
          """)
  void theCondition(String condition, String expected) {
    check("Java t\n{ x=0; y=0; } Thread0 { int r0; } Thread1 { }\n" + condition, expected);
  }

  private static void check(String marked, String expected) {
    String text = marked.replace("\\n", "\n");
    int at = text.indexOf('@');
    String before = text.substring(0, at);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int column = at - (before.lastIndexOf('\n') + 1) + 1;
    LitmusSyntaxError e = error(before + text.substring(at + 1));
    assertThat(e).as(text).isNotNull();
    assertThat(e.expected()).startsWith(expected);
    assertThat(e.line() + ":" + e.column()).as(e.getMessage()).isEqualTo(line + ":" + column);
  }

  private static LitmusSyntaxError error(String text) {
    return catchThrowableOfType(
        LitmusSyntaxError.class, () -> LitmusReader.read("broken.litmus", text));
  }
}
