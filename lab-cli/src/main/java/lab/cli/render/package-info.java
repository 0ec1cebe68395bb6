/**
 * The three renderers of {@link lab.stage.Stage}: text, SVG and speech, and what they share.
 *
 * <p>Start with {@link lab.cli.render.TextRenderer}. None of them knows an experiment: what changed
 * between two pictures is found by {@link lab.cli.render.StageDiff}, and {@link
 * lab.cli.render.History} draws any schedule as a timeline.
 */
package lab.cli.render;
