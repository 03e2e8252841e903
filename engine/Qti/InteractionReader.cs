using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Qti;

/// <summary>Reads the question of one item by its kind.</summary>
internal sealed class InteractionReader(ItemFileReader items, FindingList findings, string file, QtiElement item, ItemDeclarations declarations)
{
    private const int MostOptions = 20;
    private const double Bound = 1_000_000_000;
    private const double AssumedBound = 1_000_000;
    private const int AssumedDecimals = 3;

    private readonly ResponseRules _rules = new(item, declarations);

    /// <summary>Empty after the list was told why.</summary>
    public IEnumerable<DraftItem> Read(QtiElement interaction, string text, ImmutableArray<string> ends)
    {
        if (interaction.Flag("shuffle"))
        {
            items.Once("shuffle", () => findings.Changed(file, interaction, $"Options are not shuffled: they stand in the order of the file, in this and all items."));
        }

        return interaction.Name switch
        {
            "choiceInteraction" => ReadChoice(interaction, text, "simpleChoice"),
            "inlineChoiceInteraction" => ReadChoice(interaction, text, "inlineChoice"),
            "orderInteraction" => ReadOrder(interaction, text),
            "matchInteraction" => ReadMatch(interaction, text),
            "sliderInteraction" => ReadSlider(interaction, text, ends),
            "textEntryInteraction" => ReadEntry(interaction, text),
            _ => LeftOut(interaction, $"There is no answer format for this kind of question."),
        };
    }

    private IEnumerable<DraftItem> ReadChoice(QtiElement interaction, string text, string choices)
    {
        if (OptionsOf(interaction, [.. interaction.Named(choices)]) is not var (names, options))
        {
            return [];
        }

        int most = choices == "inlineChoice" ? 1 : interaction.Whole("maxChoices") ?? 1;
        if (most == 1)
        {
            AnswerFormat format = text.Length == 0 && options.Length == 2 ? new AnswerFormat.Pair() : new AnswerFormat.SingleChoice();
            ImmutableSortedDictionary<string, double[]> points = PointsOf(ResponseOf(interaction), [.. names.Select(name => (string[])[name])]);
            bool isTask = declarations.Responses.GetValueOrDefault(ResponseOf(interaction)) is { Correct.Length: 1 };
            return [Draft(format, text, options) with { Points = points, IsTask = isTask }];
        }

        int least = Math.Max(1, interaction.Whole("minChoices") ?? 0);
        most = most <= 0 ? options.Length : most;
        if (least > most || most > options.Length)
        {
            return LeftOut(interaction, $"Between {least} and {most} of {options.Length} options cannot be chosen.");
        }

        TellUnscored(interaction);
        return [Draft(new AnswerFormat.MultipleChoice(least, most, []), text, options)];
    }

    private IEnumerable<DraftItem> ReadOrder(QtiElement interaction, string text)
    {
        if (OptionsOf(interaction, [.. interaction.Named("simpleChoice")]) is not var (_, options))
        {
            return [];
        }

        if ((interaction.Whole("maxChoices") is { } most && most > 0 && most < options.Length)
            || (interaction.Whole("minChoices") is { } least && least > 0 && least < options.Length))
        {
            return LeftOut(interaction, $"Only some of the options are to be put in order; a ranking of ours is of all.");
        }

        TellUnscored(interaction);
        return [Draft(new AnswerFormat.Ranking(), text, options)];
    }

    private IEnumerable<DraftItem> ReadMatch(QtiElement interaction, string text)
    {
        QtiElement[][] sets = [.. interaction.Named("simpleMatchSet").Select(set => set.Named("simpleAssociableChoice").ToArray())];
        if (sets is not [var first, var second])
        {
            return LeftOut(interaction, $"A match has two sets of choices.");
        }

        return second.Select(choice => choice["identifier"]).SequenceEqual([QtiNames.Best, QtiNames.Worst]) && first.Length == 4
            ? ReadBestWorst(interaction, text, first)
            : new MatchRows(items, findings, file, item, interaction, _rules).Read(text, first, second, ResponseOf(interaction));
    }

    private IEnumerable<DraftItem> ReadBestWorst(QtiElement interaction, string text, QtiElement[] statements)
    {
        if (OptionsOf(interaction, statements) is not var (names, options))
        {
            return [];
        }

        string response = ResponseOf(interaction);
        ImmutableSortedDictionary<string, double[]> best = PointsOf(response, [.. names.Select(name => (string[])[$"{name} {QtiNames.Best}"])]);
        ImmutableSortedDictionary<string, double[]> worst = PointsOf(response, [.. names.Select(name => (string[])[$"{name} {QtiNames.Worst}"])]);
        ImmutableSortedDictionary<string, int>.Builder sets = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach ((string outcome, double[] points) in best)
        {
            int own = Array.IndexOf(points, 1);
            if (own >= 0 && points.Sum() == 1 && worst.TryGetValue(outcome, out double[]? lost) && lost[own] == -1 && lost.Sum() == -1)
            {
                sets.Add(outcome, own);
            }
        }

        return [Draft(new AnswerFormat.BestWorst(), text, options) with { Sets = sets.ToImmutable() }];
    }

    private IEnumerable<DraftItem> ReadSlider(QtiElement interaction, string text, ImmutableArray<string> ends)
    {
        if (text.Length == 0)
        {
            return LeftOut(interaction, $"The item has no question.");
        }

        double step = interaction.Number("step") ?? 1;
        if (interaction.Number("lowerBound") is not { } low || interaction.Number("upperBound") is not { } high || low >= high || step <= 0 || Math.Abs(low) > Bound || Math.Abs(high) > Bound)
        {
            return LeftOut(interaction, $"The bounds of the slider are none.");
        }

        if (Math.Abs(((high - low) / step) - 10) < 1e-9)
        {
            if (low != 0 || step != 1)
            {
                findings.Changed(file, interaction, $"Answers are steps 0 to 10: 0 stands for {low}, 10 for {high}.");
            }

            bool isNamed = ends is [{ Length: > 0 }, { Length: > 0 }];
            AnswerFormat.Slider slider = new(DraftTexts.Of(isNamed ? ends[0] : Number(low)), DraftTexts.Of(isNamed ? ends[1] : Number(high)));
            string response = ResponseOf(interaction);
            ImmutableSortedDictionary<string, double[]> points = PointsOf(response, [.. Enumerable.Range(0, 11).Select(code => (string[])[Number(low + (code * step))])]);
            return [Draft(slider, text, []) with { Ratings = RatingsOf(interaction, points) }];
        }

        if (!double.IsInteger(low) || !double.IsInteger(high) || !double.IsInteger(step))
        {
            return LeftOut(interaction, $"The slider has neither ten steps nor whole numbers.");
        }

        findings.Changed(file, interaction, $"A slider of ours has ten steps; here a whole number from {low} to {high} is typed instead.");
        TellUnscored(interaction);
        return [Draft(new AnswerFormat.NumberEntry((decimal)low, (decimal)high, 0), text, [])];
    }

    /// <summary>Outcomes that follow the slider evenly, up or down.</summary>
    private ImmutableSortedDictionary<string, bool> RatingsOf(QtiElement interaction, ImmutableSortedDictionary<string, double[]> points)
    {
        ImmutableSortedDictionary<string, bool>.Builder ratings = ImmutableSortedDictionary.CreateBuilder<string, bool>(StringComparer.Ordinal);
        foreach ((string outcome, double[] codes) in points)
        {
            double step = codes[1] - codes[0];
            if (step != 0 && Enumerable.Range(1, 10).All(code => Math.Abs(codes[code] - codes[code - 1] - step) < 1e-9))
            {
                ratings.Add(outcome, step < 0);
                if (Math.Abs(step) != 1 || Math.Min(codes[0], codes[10]) != 0)
                {
                    findings.Changed(file, interaction, $"Points of {outcome} are counted in steps 0 to 10.");
                }
            }
            else
            {
                findings.LeftOut(file, interaction, $"The key for {outcome}: points of a slider follow its steps evenly. The item is asked but not scored for it.");
            }
        }

        return ratings.ToImmutable();
    }

    private IEnumerable<DraftItem> ReadEntry(QtiElement interaction, string text)
    {
        string response = ResponseOf(interaction);
        ResponseDeclaration? declared = declarations.Responses.GetValueOrDefault(response);
        bool isNumber = declared?.BaseType is "integer" or "float"
            || (declared is { HasCorrect: true } && declared.Correct.All(value => QtiElement.NumberOf(value) is not null));
        if (!isNumber)
        {
            return LeftOut(interaction, $"Free text is not asked: a student's own words may hold names and diagnoses, and no key is for them.");
        }

        if (text.Length == 0)
        {
            return LeftOut(interaction, $"The item has no question.");
        }

        int decimals = declared!.BaseType == "integer" ? 0 : AssumedDecimals;
        findings.Changed(
            file, interaction, $"QTI has no bounds for a number: from {-AssumedBound} to {AssumedBound} with {decimals} digits behind the point is assumed.");
        TellUnscored(interaction);
        return [Draft(new AnswerFormat.NumberEntry((decimal)-AssumedBound, (decimal)AssumedBound, decimals), text, [])];
    }

    private (ImmutableArray<string> Names, ImmutableArray<DraftOption> Options)? OptionsOf(QtiElement interaction, QtiElement[] choices)
    {
        ImmutableArray<string> names = [.. choices.Select(choice => choice["identifier"] ?? "")];
        if (choices.Length is < 2 or > MostOptions)
        {
            LeftOut(interaction, $"An item has 2 to {MostOptions} options, this one {choices.Length}.");
            return null;
        }

        if (names.Distinct().Count() < names.Length || names.Contains(""))
        {
            LeftOut(interaction, $"Two options have the same identifier, or one has none.");
            return null;
        }

        ImmutableArray<DraftOption?> options = [.. choices.Select((choice, place) => items.OptionOf(file, choice, place))];
        return options.Contains(null) ? null : (names, [.. options.OfType<DraftOption>()]);
    }

    /// <summary>By outcome the points of each answer; outcomes all answers give the same to are none.</summary>
    private ImmutableSortedDictionary<string, double[]> PointsOf(string response, ImmutableArray<string[]> answers)
    {
        try
        {
            ImmutableSortedDictionary<string, double>[] tried = [.. answers.Select(answer => _rules.Try(response, answer))];
            return tried.SelectMany(one => one.Keys).Distinct(StringComparer.Ordinal)
                .Select(outcome => (outcome, Points: tried.Select(one => one.GetValueOrDefault(outcome)).ToArray()))
                .Where(one => one.Points.Distinct().Count() > 1)
                .ToImmutableSortedDictionary(one => one.outcome, one => one.Points, StringComparer.Ordinal);
        }
        catch (RuleNotReadException unread)
        {
            findings.LeftOut(file, unread.At, $"The key: {unread.Words}. The item is asked but not scored.");
            return ImmutableSortedDictionary<string, double[]>.Empty;
        }
    }

    private void TellUnscored(QtiElement interaction)
    {
        if (declarations.Responses.GetValueOrDefault(ResponseOf(interaction)) is { } declared && (declared.HasCorrect || declared.Mapping is not null))
        {
            findings.LeftOut(file, interaction, $"Its key: items of this kind are asked but not scored.");
        }
    }

    private IEnumerable<DraftItem> LeftOut(QtiElement at, FormattableString reason)
    {
        findings.LeftOut(file, at, reason);
        return [];
    }

    private DraftItem Draft(AnswerFormat format, string text, ImmutableArray<DraftOption> options) =>
        new(file, item, item["identifier"] ?? "", format) { Text = text, Options = options };

    private static string ResponseOf(QtiElement interaction) => interaction["responseIdentifier"] ?? QtiNames.Response;

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
