/**
 * Pictures as HTML, with SVG where geometry is the content: for the page, the report and files.
 *
 * <p>Start with {@link lab.cli.render.html.Palette} and {@link lab.cli.render.html.Html}: every
 * colour is in the one, and every text goes through the other.
 */
package lab.cli.render.html;
