package lab.cli.render.html;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import lab.cli.render.Scaling;
import lab.stage.Plot.Scale;

/**
 * An axis of a plot: where a value lies between its two ends, and which values are written there.
 *
 * @param from the pixel of the lowest value
 * @param to the pixel of the highest
 */
record Axis(Scale scale, DoubleSummaryStatistics values, double from, double to) {

  static Axis of(Scale scale, DoubleSummaryStatistics values, double from, double to) {
    DoubleSummaryStatistics all = new DoubleSummaryStatistics();
    all.combine(values);
    if (scale == Scale.LINEAR && all.getMin() == all.getMax()) {
      // A single value lies in the middle, and zero on the axis: counts are never below it.
      double single = all.getMin();
      all.accept(0);
      all.accept(single == 0 ? 1 : 2 * single);
    }
    return new Axis(scale, all, from, to);
  }

  double at(double value) {
    double part = Scaling.part(scale, value, values, 0.5);
    return from + Math.clamp(Double.isNaN(part) ? 0.5 : part, 0, 1) * (to - from);
  }

  /** Round values within the axis, about as many as asked for, in ascending order. */
  List<Double> ticks(int about) {
    return scale == Scale.LOG && values.getMax() > 0 ? powers(about) : steps(about);
  }

  private List<Double> steps(int about) {
    double span = values.getMax() - values.getMin();
    List<Double> ticks = new ArrayList<>();
    if (!Double.isFinite(span) || span <= 0) {
      return List.of(values.getMin(), values.getMax());
    }
    double step = Math.pow(10, Math.floor(Math.log10(span / about)));
    for (double times : new double[] {1, 2, 5, 10}) {
      if (span / (step * times) <= about) {
        step *= times;
        break;
      }
    }
    for (double k = Math.ceil(values.getMin() / step); k * step <= values.getMax(); k++) {
      // By division where the step is below 1, so that 3 * 0.1 is 0.3.
      ticks.add(step < 1 ? k / Math.rint(1 / step) : k * step);
      if (ticks.size() > 2 * about + 2) {
        break;
      }
    }
    return ticks;
  }

  private List<Double> powers(int about) {
    List<Double> ticks = new ArrayList<>();
    double low = values.getMin() > 0 ? values.getMin() : Math.min(1, values.getMax() / 1000);
    int decades = (int) Math.ceil(Math.log10(values.getMax() / low));
    int every = Math.max(1, decades / about);
    double[] within = decades <= 2 ? new double[] {1, 2, 5} : new double[] {1};
    int first = (int) Math.floor(Math.log10(low));
    for (int power = first; power <= first + decades + 1; power += every) {
      for (double times : within) {
        double value = times * Math.pow(10, power);
        if (value >= low * 0.999 && value <= values.getMax() * 1.001) {
          ticks.add(value);
        }
      }
    }
    return ticks;
  }
}
