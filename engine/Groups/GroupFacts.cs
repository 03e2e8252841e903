using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Results;
using Diagnostics.Scoring.Interests;

namespace Diagnostics.Engine.Groups;

/// <summary>
/// What groups count of one finished session: all a page about a class or a school needs, so that it reads no profile. Pure; the same protocol gives the same on any
/// machine.
/// </summary>
/// <param name="Interests">Null without all six scores.</param>
/// <param name="Values">Tier by value ("high", "middle", "low"); empty where answers tell no values apart, null where there are none.</param>
/// <param name="InDoubt">The answers on interests are in doubt: the session enters no comparison.</param>
internal sealed record GroupFacts(InterestFacts? Interests, ImmutableSortedDictionary<string, string>? Values, bool InDoubt)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static GroupFacts Of(Battery battery, Profile profile, PackedAnswers answers) => new(
        InterestFacts.Of(battery, profile),
        ValuesOf(profile.Sections.FirstOrDefault(section => section.TellsApart is not null)),
        ResultWriter.AreInterestsInDoubt(battery, answers));

    public static GroupFacts FromJson(string json) => JsonSerializer.Deserialize<GroupFacts>(json, Json)!;

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    private static ImmutableSortedDictionary<string, string>? ValuesOf(ProfileSection? section) => section switch
    {
        null => null,
        { TellsApart: true, Tiers: { } tiers } => tiers.ToImmutableSortedDictionary(StringComparer.Ordinal),
        _ => ImmutableSortedDictionary<string, string>.Empty,
    };
}

/// <summary>The six interests of one session.</summary>
/// <param name="Leading">Scales that cannot be told from the highest; empty where none stands out.</param>
/// <param name="Raw">Points in the order R, I, A, S, E, C.</param>
/// <param name="Place">In the plane of interests; null without bands.</param>
internal sealed record InterestFacts(ImmutableArray<string> Leading, ImmutableArray<double> Raw, MapPlace? Place)
{
    /// <summary>Null without all six scores.</summary>
    public static InterestFacts? Of(Battery battery, Profile profile)
    {
        if (InterestStep.Of(battery) is not { } asked
            || profile.Sections.FirstOrDefault(section => section.Instrument == asked.Instrument.Id) is not { } section
            || section.Scales.Any(scale => scale.Raw is null))
        {
            return null;
        }

        double[] shares = [.. section.Scales.Select(scale => (scale.Raw!.Value - scale.Min) / (scale.Max - scale.Min))];
        double[] halfWidths = [.. section.Scales.Select(scale => (scale.HalfWidth ?? double.NaN) / (scale.Max - scale.Min))];
        return new InterestFacts(
            section.StandsOut() ? [.. section.LeadingTier] : [], [.. section.Scales.Select(scale => scale.Raw!.Value)],
            InterestPlace.Of(shares, halfWidths) is { IsAvailable: true } place ? MapPlace.Of(place) : null);
    }
}

/// <summary>A student's place in the plane of interests with the ellipse of its error, to four decimals: <see cref="InterestPlace"/>.</summary>
/// <param name="Things">−1 people, 1 things.</param>
/// <param name="Data">Negative ideas, positive data.</param>
/// <param name="Tilt">Degrees from the axis of things.</param>
/// <param name="IsApart">Whether a direction can be told at all.</param>
public sealed record MapPlace(double Things, double Data, double Major, double Minor, double Tilt, bool IsApart)
{
    internal static MapPlace Of(InterestPlace place) => new(
        Rounded(place.ThingsPeople), Rounded(place.DataIdeas), Rounded(place.Major), Rounded(place.Minor), Rounded(place.TiltDegrees), place.IsApart);

    private static double Rounded(double number) => Math.Round(number, 4, MidpointRounding.AwayFromZero);
}
