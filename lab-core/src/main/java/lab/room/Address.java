package lab.room;

import java.util.regex.Pattern;

/**
 * Where a room is, as in {@code memory/false-sharing}: at once its package below {@code
 * lab.experiments}, those of its stress tests and benchmarks, its results folder, and what a person
 * types. In a package the hyphens are dropped.
 */
record Address(String path) {
  private static final Pattern FORM = Pattern.compile("[a-z]+/[a-z]+(-[a-z]+)*");

  Address {
    if (!FORM.matcher(path).matches()) {
      throw new IllegalArgumentException(path + " is no address, such as memory/false-sharing");
    }
  }

  String id() {
    return path.substring(path.indexOf('/') + 1);
  }

  String area() {
    return path.substring(0, path.indexOf('/'));
  }

  /** The room's package below {@code root}. */
  String packageBelow(String root) {
    return root + "." + path.replace('/', '.').replace("-", "");
  }

  /**
   * A class of this room; with a dot in its name it is one that rooms share, and the name begins
   * below {@code root}.
   */
  String named(String root, String name) {
    return (name.indexOf('.') < 0 ? packageBelow(root) : root) + "." + name;
  }
}
