using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Results;

/// <summary>
/// Finished sessions: the packed answers and the profile made from them, written with the session's end in one transaction.
/// </summary>
internal static class Archive
{
    private const string InsertPacked = """
        INSERT INTO finished_session (session_id, battery_id, battery_version, answer_values, answer_times, answered, last_number, section_times)
        VALUES (@Id, @battery, @version, @values, @times, @Answered, @Durable, @sections)
        """;

    private const string InsertProfile = """
        INSERT INTO profile (session_id, rule_version, norm_version, profile) VALUES (@Id, @RuleVersion, @NormVersion, @json)
        """;

    public static void Store(WriteScope scope, Session session)
    {
        Battery battery = session.Rules.Battery;
        var packed = PackedAnswers.Of(session);
        scope.Execute(
            InsertPacked,
            new
            {
                session.Id,
                battery = battery.Id,
                version = battery.Version,
                values = packed.ValuesJson(),
                times = packed.TimesJson(),
                session.Answered,
                session.Durable,
                sections = SectionTime.ToJson(SectionTime.Of(session)),
            });
        Profile profile = ProfileMaker.Make(battery, packed.Values);
        scope.Execute(InsertProfile, new { session.Id, profile.RuleVersion, profile.NormVersion, json = profile.ToJson() });
    }
}
