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

    /// <param name="protocol">Made of this session.</param>
    public static void Store(WriteScope scope, Session session, FinishedProtocol protocol)
    {
        Battery battery = session.Rules.Battery;
        scope.Execute(
            InsertPacked,
            new
            {
                session.Id,
                battery = battery.Id,
                version = battery.Version,
                values = protocol.Packed.ValuesJson(),
                times = protocol.Packed.TimesJson(),
                session.Answered,
                session.Durable,
                sections = SectionTime.ToJson(SectionTime.Of(session)),
            });
        Profile profile = protocol.Profile;
        scope.Execute(InsertProfile, new { session.Id, profile.RuleVersion, profile.NormVersion, json = profile.ToJson() });
    }
}
