/**
 * Renderers of {@link lab.stage.Stage} as text and as speech, and what all renderers share; those
 * of HTML and SVG are in {@link lab.cli.render.html}.
 *
 * <p>Start with {@link lab.cli.render.TextRenderer}. None of them knows an experiment: what changed
 * between two pictures is found by {@link lab.cli.render.StageDiff}, and {@link
 * lab.cli.render.History} draws any schedule as a timeline.
 */
package lab.cli.render;
