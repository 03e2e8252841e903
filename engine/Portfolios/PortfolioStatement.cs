using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Diagnostics.Engine.Portfolios;

/// <summary>
/// What the server vouches for: part of what a student sees by the result key, without a name, a school, a class or any number of the store.
/// Files outlive versions of this program: members are added, never renamed.
/// </summary>
/// <param name="Kind">Always <see cref="Word"/>: a signature over one kind of text counts for no other.</param>
/// <param name="Year">Of the campaign.</param>
/// <param name="FinishedAt">The hour, UTC, e.g. 2026-11-12T05:00Z: enough for the day in any zone, and too coarse to find a session by.</param>
/// <param name="ReleasedAt">Null while the result is preliminary.</param>
/// <param name="Simulated">The answers are simulated (demo, rehearsal).</param>
/// <param name="Battery">Identifier with version.</param>
/// <param name="Advice">Null where no list follows from the answers.</param>
/// <param name="Review">What a psychologist signed; null where nobody did.</param>
/// <param name="Earlier">Earlier years of the same student at this school, the newest first; only beside a released result.</param>
public sealed record PortfolioStatement(
    string Kind,
    int Version,
    string Region,
    int Year,
    int Grade,
    string FinishedAt,
    string? ReleasedAt,
    string SignedAt,
    bool Simulated,
    string Battery,
    ImmutableArray<PortfolioSection> Sections,
    PortfolioAdvice? Advice,
    PortfolioReview? Review,
    ImmutableArray<PortfolioYear> Earlier)
{
    internal const string Word = "portfolio-statement";

    internal const int Format = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // Never part of a page, and read by people in the file.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Written once: these are the bytes that are signed.</summary>
    internal string ToJson() => JsonSerializer.Serialize(this, Json);
}

/// <param name="Id">Instrument.</param>
/// <param name="Kind">"normative" | "ipsative" | "criterion".</param>
/// <param name="Flat">No scale can be told from any other.</param>
/// <param name="TellsApart">Of best–worst answers: whether they tell scales apart; null for others.</param>
public sealed record PortfolioSection(
    string Id, string Version, string Title, string Kind, bool Pilot, bool Flat, bool? TellsApart, ImmutableArray<PortfolioScale> Scales);

/// <param name="Leads">It cannot be told from the highest, and those are not more than half.</param>
/// <param name="Tier">Of best–worst answers: "high" | "middle" | "low".</param>
/// <param name="Score">In whole points, as its error is of points; null for scales that are told by tier or by who leads.</param>
/// <param name="HalfWidth">Half-width of the within-person band, in whole points.</param>
public sealed record PortfolioScale(string Id, string Title, bool Leads, string? Tier, int? Score, int? HalfWidth, int? Min, int? Max);

/// <summary>What follows from the interests: titles, equals inside a group.</summary>
/// <param name="State">"families" | "ranked".</param>
/// <param name="Hash">Of the recommendation it is taken from.</param>
/// <param name="Groups">Sectors by tier or professions by band, the nearest first.</param>
/// <param name="Profiles">Profiles of grades 10–11.</param>
public sealed record PortfolioAdvice(
    string State, string Rule, string Atlas, string Hash, ImmutableArray<ImmutableArray<string>> Groups, ImmutableArray<string> Profiles);

/// <param name="Seal">The first signs of the version's hash, as the student's page and the psychologist's tell it.</param>
/// <param name="Chosen">Titles of what was put before the rest, in that order.</param>
public sealed record PortfolioReview(string Seal, string SignedAt, ImmutableArray<string> Chosen);

/// <summary>An earlier year as it was released, and what is another now.</summary>
public sealed record PortfolioYear(
    int Year, int Grade, string FinishedAt, string ReleasedAt, ImmutableArray<PortfolioSection> Sections, ImmutableArray<PortfolioChange> Changes);

/// <param name="Nearer">Titles of scales that rose strongly.</param>
/// <param name="Farther">Titles of scales that fell strongly.</param>
public sealed record PortfolioChange(string Title, ImmutableArray<string> Nearer, ImmutableArray<string> Farther);
