/**
 * Pictures as HTML, with SVG where geometry is the content: for the page, the report and files.
 *
 * <p>Start with {@link lab.cli.render.html.PageRenderer}. Every colour is in {@link
 * lab.cli.render.html.Palette}, and every text goes through {@link lab.cli.render.html.Html}. What
 * is called a drawing works with pixels from its upper left corner, and serves the page and the
 * exported file alike.
 */
package lab.cli.render.html;
