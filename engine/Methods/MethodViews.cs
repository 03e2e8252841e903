using System.Collections.Immutable;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Methods;

/// <summary>What the author of a method says about unanswered items.</summary>
public enum MissingAnswers
{
    /// <summary>Nothing: a scale with an unanswered item has no score.</summary>
    NoScore,

    /// <summary>As the verb `score --key` does it: ratings are prorated from three quarters on, up to two pairs may be blank.</summary>
    Prorated,
}

/// <summary>How the numbers of a sheet came in, and who vouches for them.</summary>
public enum SheetWay
{
    /// <summary>Keyed once: kept, and read by nobody before the second keying.</summary>
    Once,

    /// <summary>Keyed twice, item by item the same or settled.</summary>
    Twice,

    /// <summary>Keyed once and read back aloud against the paper.</summary>
    Aloud,

    /// <summary>From a table.</summary>
    File,
}

/// <summary>An item of a key: numbers from least to most, or the position of an option from 0.</summary>
/// <param name="Options">Names of a pair's options; empty for numbers.</param>
public sealed record MethodItem(string Name, int Least, int Most, ImmutableArray<string> Options);

/// <param name="Reversed">How many of its items are turned round.</param>
public sealed record MethodScale(string Id, ScaleKind Kind, int Items, int Lowest, int Highest, int Reversed);

/// <summary>One student's raw score: no norms, nobody is compared.</summary>
/// <param name="Raw">Null where the rule for missing answers gives none.</param>
/// <param name="Share">Of the way from the lowest to the highest possible score, 0..1.</param>
/// <param name="Low">Lower end of the band within the person; null where there is none.</param>
public sealed record MethodScore(
    string Scale, ScaleKind Kind, double? Raw, int Answered, int Items, double Lowest, double Highest, double? Share, double? Low, double? High);

/// <summary>What a key says, looked at before it is kept, or why it is none.</summary>
/// <param name="Fault">Null where it is a key.</param>
public sealed record KeyLook(ImmutableArray<MethodItem> Items, ImmutableArray<MethodScale> Scales, KeyFault? Fault);

/// <param name="Line">Of the text from 1; 0 where it is of no one line.</param>
public sealed record KeyFault(Tables.TableFault Kind, long Line, string? Column);

/// <summary>One version of a method a school holds: a bare key, never a text.</summary>
/// <param name="Sheets">Sheets by this version, those keyed once included.</param>
/// <param name="Mark">Of the key as it is kept: sheets are sent with it.</param>
public sealed record MethodView(
    string Id, int Version, string Title, MissingAnswers Missing, string AddedBy, long AddedAtMs, long Sheets, long Waiting, string Mark,
    ImmutableArray<MethodItem> Items, ImmutableArray<MethodScale> Scales);

/// <summary>A class or a sitting whose sheets may be kept.</summary>
/// <param name="SchoolYear">The year in which the school year began in which somebody last finished there: till its end the class is called so.</param>
public sealed record MethodRoom(string ClassId, int Grade, string Letter, ClassKind Kind, int SchoolYear);

/// <summary>A sheet as a class's table has it.</summary>
/// <param name="HeldOn">A day, or a year alone.</param>
/// <param name="Mark">Of version and answers: the same table comes to the same.</param>
/// <param name="Scores">Null for what was keyed once.</param>
public sealed record SheetView(int Seat, string HeldOn, int Version, SheetWay Way, long WrittenAtMs, string Mark, ImmutableArray<MethodScore>? Scores);

/// <summary>A class by a method.</summary>
/// <param name="Seats">Places of whom sheets may be kept: finished, and nobody withdrew.</param>
public sealed record ClassSheets(string SchoolName, string ClassName, ImmutableArray<int> Seats, ImmutableArray<SheetView> Sheets);

/// <summary>A sheet as a student's profile has it.</summary>
public sealed record StudentSheet(string MethodId, string Title, int Version, string HeldOn, SheetWay Way, long WrittenAtMs, ImmutableArray<MethodScore> Scores);

/// <summary>How a school's tables are read: hashes of headings and words, never the words.</summary>
/// <param name="Columns">Hash of a heading → item, or what else the column is.</param>
/// <param name="Words">Hash of a word → answer; −1 for none.</param>
public sealed record MethodMapping(IReadOnlyDictionary<string, string> Columns, IReadOnlyDictionary<string, int> Words);
