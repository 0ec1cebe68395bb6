package lab.memorymodel.litmus;

import java.util.List;
import lab.memorymodel.litmus.Token.Kind;

/** The words of a file, read one after the other. */
final class Tokens {
  private static final int MOST_DEPTH = 100;

  /** Longest first, so that no symbol hides a longer one. */
  private static final List<String> SYMBOLS =
      List.of(
          "/\\", "\\/", "==", "!=", "<>", "<=", ">=", "=>", "&&", "||", "{", "}", "(", ")", "[",
          "]", ";", ",", ":", "=", "|", ".", "*", "&", "+", "-", "^", "<", ">", "~", "!", "$", "%");

  private final Source source;
  private int at;
  private boolean caml = true;
  private int depth;

  Tokens(Source source, int at) {
    this.source = source;
    this.at = at;
  }

  /** Goes into brackets, a block or a negation; deeper than any person writes is refused. */
  void enter() {
    if (++depth > MOST_DEPTH) {
      throw error(peek(), "at most " + MOST_DEPTH + " levels of brackets, blocks and negations");
    }
  }

  void leave() {
    depth--;
  }

  /** Whether {@code (* ... *)} is a comment from here on. */
  void camlComments(boolean on) {
    caml = on;
  }

  Source source() {
    return source;
  }

  /** The next word, which stays the next. */
  Token peek() {
    return scan(at);
  }

  /** The word after the next. */
  Token peekSecond() {
    return scan(peek().end());
  }

  Token next() {
    Token token = peek();
    at = token.end();
    return token;
  }

  boolean accept(String symbolOrName) {
    if (!peek().is(symbolOrName)) {
      return false;
    }
    next();
    return true;
  }

  Token expect(String symbolOrName) {
    return expect(symbolOrName, symbolOrName);
  }

  /**
   * @param what what is expected, in words
   */
  Token expect(String symbolOrName, String what) {
    if (!peek().is(symbolOrName)) {
      throw error(peek(), what);
    }
    return next();
  }

  Token name(String what) {
    if (!peek().isName()) {
      throw error(peek(), what);
    }
    return next();
  }

  /** A whole number, perhaps with a minus sign. */
  int number(String what) {
    boolean negative = accept("-");
    Token token = peek();
    if (!token.isNumber()) {
      throw error(token, what);
    }
    next();
    try {
      return Integer.decode((negative ? "-" : "") + stripZeros(token.text()));
    } catch (NumberFormatException e) {
      throw error(token, "a number of 32 bits");
    }
  }

  /** A leading zero does not mean octal here. */
  private static String stripZeros(String digits) {
    return digits.startsWith("0x") ? digits : digits.replaceFirst("^0+(?=\\d)", "");
  }

  /** The text from a word to the end of its place in a table of instructions. */
  String cellText(Token from) {
    String text = source.text();
    int end = from.begin();
    while (end < text.length() && "|;".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(from.begin(), end).strip().replaceAll("\\s+", " ");
  }

  /** The text from a word to where the next begins, blanks made single. */
  String textSince(Token from) {
    return source.text().substring(from.begin(), at).strip().replaceAll("\\s+", " ");
  }

  LitmusSyntaxError error(Token found, String expected) {
    return source.error(found.begin(), expected, found.shown());
  }

  private Token scan(int from) {
    int begin = source.skipBlanks(from, caml);
    if (source.isEnd(begin)) {
      return new Token(Kind.END, "", begin, begin);
    }
    String text = source.text();
    char first = text.charAt(begin);
    if (isLetter(first)) {
      return token(Kind.NAME, begin, endOfWord(begin));
    }
    if (isDigit(first)) {
      int end = endOfWord(begin);
      if (!text.substring(begin, end).matches("[0-9]+|0x[0-9a-fA-F]+")) {
        throw source.error(begin, "a number", text.substring(begin, end));
      }
      return token(Kind.NUMBER, begin, end);
    }
    for (String symbol : SYMBOLS) {
      if (source.startsWith(symbol, begin)) {
        return token(Kind.SYMBOL, begin, begin + symbol.length());
      }
    }
    int end = begin + Character.charCount(text.codePointAt(begin));
    throw source.error(begin, "a name, a number or a symbol", text.substring(begin, end));
  }

  private Token token(Kind kind, int begin, int end) {
    return new Token(kind, source.text().substring(begin, end), begin, end);
  }

  private int endOfWord(int begin) {
    String text = source.text();
    int end = begin;
    while (end < text.length() && (isLetter(text.charAt(end)) || isDigit(text.charAt(end)))) {
      end++;
    }
    return end;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
