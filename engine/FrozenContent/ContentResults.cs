using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Results;

namespace Diagnostics.Engine.FrozenContent;

/// <summary>Profiles of a rehearsal's students → one hash a section. Scores alone: no text and no hash of the content has a part in it. Pure.</summary>
internal static class ContentResults
{
    /// <summary>Scored at once, without a session.</summary>
    public static ImmutableArray<ExpectedSection> Expect(Battery battery) =>
        Of(battery, [.. Enumerable.Range(0, ContentScript.StudentsOf(battery)).Select(student => ProfileMaker.Make(battery, ContentScript.ValuesOf(battery, student)))]);

    /// <param name="battery">What was played.</param>
    /// <param name="profiles">By student.</param>
    public static ImmutableArray<ExpectedSection> Of(Battery battery, IReadOnlyList<Profile> profiles) =>
    [
        .. battery.Steps.Select(step => new ExpectedSection(
            battery.Id, battery.Version, ContentInventory.NameOf(step.Instrument, step.Form), Sha256Hex.OfFields(profiles.Select(profile => TextOf(profile, step))))),
    ];

    private static string TextOf(Profile profile, BatteryStep step)
    {
        // Of one form there may be a second section further on: all of them, in order.
        StringBuilder text = new();
        foreach (ProfileSection section in profile.Sections.Where(one => one.Instrument == step.Instrument.Id && one.Form == step.Form.Id))
        {
            foreach (ProfileScale scale in section.Scales)
            {
                text.Append(CultureInfo.InvariantCulture, $"{scale.Id} {scale.Raw:G9} {scale.HalfWidth:G9} {scale.Min:G9} {scale.Max:G9} {scale.Answered} {scale.NotReached} {scale.Items}\n");
                if (scale.Ability is { } ability)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{ability.Theta:G9} {ability.StandardError:G9}{(ability.Predicted ? " predicted" : "")}\n");
                }
            }

            text.Append("leading ").AppendJoin(' ', section.LeadingTier).Append(section.Flat ? " flat" : "").Append(section.TellsApart switch { true => " apart", false => " together", null => "" }).Append('\n');
            foreach ((string scale, string tier) in section.Tiers ?? new Dictionary<string, string>())
            {
                text.Append(CultureInfo.InvariantCulture, $"{scale} {tier}\n");
            }
        }

        return text.ToString();
    }
}
