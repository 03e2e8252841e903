using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>
/// Minutes a form without a time limit takes: reading plus deciding. Every pace here is an assumption to plan a lesson by, to be replaced
/// by measured times; it is no result about anybody.
/// </summary>
/// <param name="MedianMinutes">For the student in the middle of a class.</param>
/// <param name="SlowMinutes">For the student whom nine of ten outpace.</param>
internal readonly record struct ExpectedTime(double MedianMinutes, double SlowMinutes)
{
    /// <summary>Silent reading on a screen in grade 8, unhurried; adults read about 200 words a minute and more.</summary>
    private static readonly Pace WordsPerMinute = new(160, 100);

    /// <summary>A task is solved, not felt: the working time of one short task without a time limit.</summary>
    private static readonly Pace SolvingATask = new(25, 50);

    /// <summary>The time of a form; the instruction counts once, the labels of a format when they are met first.</summary>
    public static ExpectedTime Of(InstrumentForm form, LocalText? instruction = null)
    {
        HashSet<int> tasks = [.. form.Key.Scales.Where(scale => scale.Kind == ScaleKind.Criterion)
            .SelectMany(scale => scale.Items).OfType<ItemKey.Options>().Select(key => key.Item)];
        int words = WordsOf(form) + (instruction is null ? 0 : TextRules.WordsOf(instruction));
        IEnumerable<Pace> decisions = form.Items.Select((item, index) => tasks.Contains(index) ? SolvingATask : Deciding(item));
        Pace seconds = decisions.Aggregate(new Pace(0, 0), (sum, pace) => sum.Plus(pace));
        return new(
            (words / WordsPerMinute.Median) + (seconds.Median / 60),
            (words / WordsPerMinute.Slow) + (seconds.Slow / 60));
    }

    public static ExpectedTime operator +(ExpectedTime one, ExpectedTime other) =>
        new(one.MedianMinutes + other.MedianMinutes, one.SlowMinutes + other.SlowMinutes);

    /// <summary>Words to be read; a stem that repeats from item to item is read the first time only.</summary>
    internal static int WordsOf(InstrumentForm form)
    {
        int options = form.Items.SelectMany(item => item.Options).Where(option => option.Svg is null)
            .Sum(option => TextRules.WordsOf(option.Text));
        int stems = form.Items.Select(item => item.Text).DistinctBy(text => text.Russian).Sum(TextRules.WordsOf);
        int labels = form.Items.Select(item => item.Format).Distinct().OfType<AnswerFormat.Likert>().SelectMany(likert => likert.Labels)
            .Sum(TextRules.WordsOf);
        return options + stems + labels;
    }

    /// <summary>
    /// Seconds from having read an item to the next one, the tap included. A rating is one feeling against fixed labels; a pair compares
    /// two; a best–worst set is searched twice; a ranking takes a choice for each option but the last; a number is recalled and typed.
    /// </summary>
    private static Pace Deciding(Item item) => item.Format switch
    {
        AnswerFormat.Likert => new(2.5, 4.5),
        AnswerFormat.Slider => new(3, 6),
        AnswerFormat.Pair => new(4, 7),
        AnswerFormat.BestWorst => new(9, 16),
        AnswerFormat.SingleChoice => new(4, 8),
        AnswerFormat.MultipleChoice => new(7, 14),
        AnswerFormat.Ranking => new(4 * (item.Options.Length - 1), 8 * (item.Options.Length - 1)),
        AnswerFormat.NumberEntry => new(8, 15),
        _ => throw new InvalidOperationException($"No pace for {item.Format.GetType().Name}."),
    };

    /// <summary>A pace of the middle student and of the slow one, in the unit its name says.</summary>
    private readonly record struct Pace(double Median, double Slow)
    {
        public Pace Plus(Pace other) => new(Median + other.Median, Slow + other.Slow);
    }
}
