using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Results;

/// <summary>
/// Finished sessions: the packed answers and the profile made from them, written with the session's end in one transaction.
/// </summary>
internal static class Archive
{
    private const string InsertPacked = """
        INSERT INTO finished_session (session_id, battery_id, battery_version, answer_values, answer_times, answered, last_number)
        VALUES (@sessionId, @battery, @version, @values, @times, @answered, @lastNumber)
        """;

    private const string InsertProfile = """
        INSERT INTO profile (session_id, rule_version, norm_version, profile) VALUES (@sessionId, @RuleVersion, @NormVersion, @json)
        """;

    public static void Store(WriteScope scope, string sessionId, Battery battery, PackedAnswers packed, int answered, long lastNumber)
    {
        scope.Execute(
            InsertPacked,
            new
            {
                sessionId,
                battery = battery.Id,
                version = battery.Version,
                values = packed.ValuesJson(),
                times = packed.TimesJson(),
                answered,
                lastNumber,
            });
        Profile profile = ProfileMaker.Make(battery, packed.Values);
        scope.Execute(InsertProfile, new { sessionId, profile.RuleVersion, profile.NormVersion, json = profile.ToJson() });
    }
}
