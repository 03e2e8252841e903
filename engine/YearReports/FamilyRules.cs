using System.Collections.Immutable;
using Diagnostics.Engine.Russian;

namespace Diagnostics.Engine.YearReports;

/// <summary>What is said of several shares that belong together: which come first, and which differ from those of others. Pure.</summary>
internal static class FamilyRules
{
    /// <summary>More than these have no first ones: a list of all says nothing.</summary>
    private const int MostFirst = 3;

    /// <summary>
    /// Those whose interval meets that of the largest stand first together, where all of them are alike and none of them meets another; otherwise only the largest is named, and what cannot be told from it.
    /// Where some are not told it is said, as one of them may be larger.
    /// </summary>
    /// <param name="title">What it is of.</param>
    public static ReportSentence First(DraftPen pen, ReportIndicator one, string part, string title)
    {
        Member[] all = [.. one.Members.Select((member, place) => new Member(member.Title, pen.See(one, place, part)))];
        Member[] told = [.. all.Where(member => member.Seen.Figure is not null).OrderByDescending(member => member.Seen.Figure!.Value)];
        if (told.Length < 2)
        {
            return pen.Say("first.unknown", all.Select(member => member.Seen), ("title", title));
        }

        Member[] first = [.. told.Where(member => IsAlike(told[0], member))];
        if (first.Length > MostFirst || first.Length == told.Length)
        {
            return pen.Say("first.alike", told.Select(member => member.Seen), ("title", title), ("top", ItemOf(pen, told[0])));
        }

        string some = told.Length < all.Length ? ".some" : "";
        if (!StandApart(first, [.. told.Except(first)]))
        {
            return pen.Say($"first.open{some}", told.Select(member => member.Seen), ("title", title), ("top", ItemOf(pen, first[0])), ("list", Joined(first.Skip(1).Select(member => ItemOf(pen, member)))));
        }

        return pen.Say(
            $"first.{(first.Length == 1 ? "one" : "several")}{some}", told.Select(member => member.Seen), ("title", title),
            ("list", Joined(first.Select(member => ItemOf(pen, member)))));
    }

    /// <summary>Each of the first is alike with each other of them, and with none of the rest.</summary>
    private static bool StandApart(Member[] first, Member[] rest) =>
        first.All(one => first.All(other => IsAlike(one, other)) && !rest.Any(other => IsAlike(one, other)));

    private static bool IsAlike(Member one, Member other) => Standing.Of(one.Seen.Figure, other.Seen.Figure) == FigureStanding.Alike;

    /// <summary>All that are told, in their own order, and that others are not.</summary>
    public static IEnumerable<ReportSentence> Rest(DraftPen pen, ReportIndicator one, int besides)
    {
        Member[] all = [.. one.Members.Select((member, place) => new Member(member.Title, pen.See(one, place, DraftPen.All))).Where((_, place) => place != besides)];
        Member[] told = [.. all.Where(member => member.Seen.Figure is not null)], kept = [.. all.Except(told)];
        if (told.Length > 0)
        {
            yield return pen.Say(
                "rest", told.Select(member => member.Seen), ("list", Joined(told.Select(member => ItemOf(pen, member)))));
        }

        if (kept.Length > 0)
        {
            yield return pen.Say("rest.kept", kept.Select(member => member.Seen), ("list", Joined(kept.Select(member => $"«{member.Title}»"))));
        }
    }

    /// <summary>Which are more and which are fewer than a year ago.</summary>
    public static IEnumerable<ReportSentence> Year(DraftPen pen, ReportIndicator one, string part) =>
        pen.Data.Before is { } before
            ? Beside(pen, "family.year", one, place => (pen.See(one, place, part), pen.Before(one, place, part)), ("year", before.Year))
            : [];

    public static IEnumerable<ReportSentence> Above(DraftPen pen, ReportIndicator one, string part) =>
        pen.Data.Above is null ? [] : Beside(pen, "family.above", one, place => (pen.See(one, place, part), pen.Above(one, place, part)));

    /// <summary>Which girls choose more often than boys, and the other way round.</summary>
    public static IEnumerable<ReportSentence> Sex(DraftPen pen, ReportIndicator one) =>
        SingleRules.SexIsKnown(pen) ? Beside(pen, "family.sex", one, place => (pen.See(one, place, DraftPen.Female), pen.See(one, place, DraftPen.Male))) : [];

    /// <summary>Which differ most from grade to grade, each with the two that differ most.</summary>
    public static IEnumerable<ReportSentence> Grades(DraftPen pen, ReportIndicator one)
    {
        (string Title, GradeSpread Spread)[] all = [.. one.Members.Select((member, place) => (member.Title, GradeSpread.Of(pen, one, place)))];
        if (all[0].Spread.Asked.Length < 2)
        {
            yield break;
        }

        (string Title, GradeSpread Spread)[] compared = [.. all.Where(member => member.Spread.Told.Length > 1)];
        if (compared.Length == 0)
        {
            yield return pen.Say("grades.unknown", all.SelectMany(member => member.Spread.Asked).Select(grade => grade.Seen));
            yield break;
        }

        string some = all.Any(member => member.Spread.Told.Length < member.Spread.Asked.Length) ? ".some" : "";
        (string Title, GradeSpread Spread)[] named = [.. compared.Where(member => member.Spread.Widest is not null).OrderByDescending(member => member.Spread.Width).Take(MostFirst)];
        yield return named.Length == 0
            ? pen.Say($"grades.alike{some}", compared.SelectMany(member => member.Spread.Told).Select(grade => grade.Seen))
            : pen.Say(
                $"family.grades{some}", named.SelectMany(member => new[] { member.Spread.Widest!.Value.Low.Seen, member.Spread.Widest.Value.High.Seen }),
                ("list", Joined(named.Select(member => ItemOf(pen, member.Title, member.Spread.Widest!.Value)))));
    }

    /// <summary>Which figures of a family are more and which fewer than others of the same members.</summary>
    /// <param name="kind">Of the phrases.</param>
    public static IEnumerable<ReportSentence> Beside(
        DraftPen pen, string kind, ReportIndicator one, Func<int, (SeenFigure Own, SeenFigure Other)> pairOf, params (string Name, object Value)[] values)
    {
        Pair[] pairs = [.. one.Members.Select((member, place) => Pair.Of(member.Title, pairOf(place)))];
        Pair[] known = [.. pairs.Where(pair => pair.Standing != FigureStanding.Unknown)];
        if (known.Length == 0)
        {
            yield return pen.Say($"{kind}.unknown", Rests(pairs), values);
            yield break;
        }

        string some = known.Length < pairs.Length ? ".some" : "";
        Pair[] different = [.. known.Where(pair => pair.Standing != FigureStanding.Alike)];
        if (different.Length == 0)
        {
            yield return pen.Say($"{kind}.alike{some}", Rests(known), values);
            yield break;
        }

        foreach (FigureStanding standing in new[] { FigureStanding.Higher, FigureStanding.Lower })
        {
            Pair[] named = [.. different.Where(pair => pair.Standing == standing)];
            if (named.Length > 0)
            {
                yield return pen.Say($"{kind}.{SingleRules.WordOf(standing)}", Rests(named), [.. values, ("list", Joined(named.Select(pair => ItemOf(pen, pair))))]);
            }
        }

        Pair[] even = [.. known.Except(different)], unknown = [.. pairs.Except(known)];
        if (even.Length > 0)
        {
            yield return pen.Say($"{kind}.even{some}", Rests(even), values);
        }

        if (unknown.Length > 0)
        {
            yield return pen.Say($"{kind}.rest", Rests(unknown), [.. values, ("list", Joined(unknown.Select(pair => $"«{pair.Title}»")))]);
        }
    }

    private static string ItemOf(DraftPen pen, Member member) => pen.Words("item", [("title", member.Title), .. DraftPen.ValuesOf(member.Seen.Figure!)]);

    private static string ItemOf(DraftPen pen, Pair pair) => pen.Words(
        "item.beside", ("title", pair.Title), ("value", RussianNumber.Percent(pair.Own.Figure!.Value)), ("other", RussianNumber.Percent(pair.Other.Figure!.Value)));

    private static string ItemOf(DraftPen pen, string title, (GradeFigure Low, GradeFigure High) ends) => pen.Words(
        "item.grades", ("title", title), ("low", RussianNumber.Percent(ends.Low.Value)), ("lowGrade", ends.Low.Grade), ("high", RussianNumber.Percent(ends.High.Value)), ("highGrade", ends.High.Grade));

    private static ImmutableArray<SeenFigure> Rests(IEnumerable<Pair> pairs) => [.. pairs.SelectMany(pair => new[] { pair.Own, pair.Other })];

    private static string Joined(IEnumerable<string> items) => string.Join(", ", items);

    private sealed record Member(string Title, SeenFigure Seen);

    private sealed record Pair(string Title, SeenFigure Own, SeenFigure Other, FigureStanding Standing)
    {
        public static Pair Of(string title, (SeenFigure Own, SeenFigure Other) seen) => new(title, seen.Own, seen.Other, YearReports.Standing.Of(seen.Own.Figure, seen.Other.Figure));
    }
}
