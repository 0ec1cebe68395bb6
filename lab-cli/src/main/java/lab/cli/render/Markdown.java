package lab.cli.render;

import java.util.ArrayList;
import java.util.List;
import lab.cli.render.Look.Ink;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.parser.Parser;

/**
 * Markdown as lines of a terminal: headings, paragraphs, lists, tables and code. Emphasis is left
 * out, for words must do without it in a pipe; of a link its text and its address are told. The
 * title is not printed: whoever prints has one.
 */
public final class Markdown {
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  private Markdown() {}

  /** The lines, none wider than the look allows but those of code, which is never wrapped. */
  public static List<String> lines(String markdown, Look look) {
    Blocks blocks = new Blocks(look, look.width());
    PARSER.parse(markdown).accept(blocks);
    return blocks.lines;
  }

  /** Blocks below each other, a blank line between them. */
  private static final class Blocks extends AbstractVisitor {
    private final Look look;
    private final int width;
    private final List<String> lines = new ArrayList<>();

    Blocks(Look look, int width) {
      this.look = look;
      this.width = width;
    }

    private void add(List<String> block) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.addAll(block);
    }

    @Override
    public void visit(Heading heading) {
      if (heading.getLevel() > 1) {
        add(
            Text.wrap(inline(heading), width).stream()
                .map(l -> look.dress(l, Ink.HEADING))
                .toList());
      }
    }

    @Override
    public void visit(Paragraph paragraph) {
      boolean belowHeading = paragraph.getPrevious() instanceof Heading;
      List<String> wrapped = Text.wrap(inline(paragraph), width);
      if (belowHeading) {
        lines.addAll(wrapped);
      } else {
        add(wrapped);
      }
    }

    @Override
    public void visit(BulletList list) {
      items(list, false, 0);
    }

    @Override
    public void visit(OrderedList list) {
      items(list, true, list.getMarkerStartNumber());
    }

    /** Items follow each other closely; what is in one hangs behind its mark. */
    private void items(Node list, boolean numbered, int first) {
      List<String> all = new ArrayList<>();
      int number = first;
      for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
        String mark = numbered ? number++ + ". " : "- ";
        Blocks inner = new Blocks(look, Math.max(20, width - mark.length()));
        for (Node part = item.getFirstChild(); part != null; part = part.getNext()) {
          part.accept(inner);
        }
        for (int i = 0; i < inner.lines.size(); i++) {
          String line = inner.lines.get(i);
          all.add(line.isEmpty() ? line : (i == 0 ? mark : " ".repeat(mark.length())) + line);
        }
      }
      if (list.getPrevious() instanceof Heading) {
        lines.addAll(all);
      } else {
        add(all);
      }
    }

    @Override
    public void visit(BlockQuote quote) {
      Blocks inner = new Blocks(look, Math.max(20, width - 2));
      for (Node part = quote.getFirstChild(); part != null; part = part.getNext()) {
        part.accept(inner);
      }
      add(inner.lines.stream().map(l -> "  " + l).toList());
    }

    @Override
    public void visit(FencedCodeBlock code) {
      code(code.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock code) {
      code(code.getLiteral());
    }

    private void code(String literal) {
      add(literal.stripTrailing().lines().map(l -> "    " + Text.clean(l)).toList());
    }

    @Override
    public void visit(org.commonmark.node.CustomBlock block) {
      if (block instanceof TableBlock table) {
        add(MarkdownTable.lines(table, look, width, Markdown::inline));
      } else {
        super.visit(block);
      }
    }
  }

  /** The words of a block. */
  private static String inline(Node block) {
    StringBuilder text = new StringBuilder();
    block.accept(
        new AbstractVisitor() {
          @Override
          public void visit(org.commonmark.node.Text words) {
            text.append(words.getLiteral());
          }

          @Override
          public void visit(Code code) {
            text.append(code.getLiteral());
          }

          @Override
          public void visit(SoftLineBreak end) {
            text.append(' ');
          }

          @Override
          public void visit(HardLineBreak end) {
            text.append(' ');
          }

          @Override
          public void visit(Link link) {
            int begin = text.length();
            visitChildren(link);
            if (!text.substring(begin).equals(link.getDestination())) {
              text.append(" (").append(link.getDestination()).append(')');
            }
          }
        });
    return text.toString();
  }
}
