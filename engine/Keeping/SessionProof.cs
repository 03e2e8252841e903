using System.Data.Common;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Keeping;

/// <summary>
/// Takes the rows of the stream session by session and proves each when the next begins, by the very path the server takes: log → packed
/// answers → profile → reasons for a talk.
/// </summary>
internal sealed class SessionProof(BatteryLibrary batteries, StoreFindings findings)
{
    private readonly Dictionary<(string Id, string Version), AnswerRules> _rules = [];
    private readonly List<LoggedAnswer> _log = [];
    private string? _session;
    private StoredProtocol? _stored;
    private bool _logBroken;

    public void Take(DbDataReader row)
    {
        string session = row.GetString(0);
        if (session != _session)
        {
            End();
            _session = session;
        }

        if (row.GetInt64(1) == 0)
        {
            _stored = StoredProtocol.Of(row);
            return;
        }

        findings.Answers++;
        TakeAnswer(new LoggedAnswer(row.GetInt64(2), (int)Math.Clamp(row.GetInt64(3), -1, int.MaxValue), row.GetString(4), row.GetInt64(5), Remarks: (AnswerRemarks)row.GetInt64(6)));
    }

    /// <summary>Proves the session whose rows have all come.</summary>
    public void End()
    {
        if (_stored is { } stored)
        {
            findings.Sessions++;
            Prove(stored);
        }
        else if (_session is not null)
        {
            Fault(StoreFaultKind.Log, "the log has answers of it, but there is no such session");
        }

        (_session, _stored, _logBroken) = (null, null, false);
        _log.Clear();
    }

    /// <summary>Of a broken log only the first break is told.</summary>
    private void TakeAnswer(LoggedAnswer answer)
    {
        if (_logBroken || _stored is null)
        {
            return;
        }

        if (answer.Number != _log.Count + 1)
        {
            _logBroken = true;
            if (!_stored.Leaves || _log.Count > 0)
            {
                Fault(StoreFaultKind.Log, $"the log has number {answer.Number} where {_log.Count + 1} belongs");
            }

            return;
        }

        _log.Add(answer);
    }

    private void Prove(StoredProtocol stored)
    {
        ProveReferences(stored);
        bool finished = stored.State == StoredText.Of(SessionState.Finished);
        findings.Finished += finished ? 1 : 0;
        if (finished && !stored.HasKey)
        {
            Fault(StoreFaultKind.Result, "it is finished and has no hash of its result key");
        }

        if (finished != stored.Packed is not null)
        {
            Fault(StoreFaultKind.Packed, finished ? "it is finished and has no packed answers" : "it has packed answers and is not finished");
        }

        if (Rules(stored) is not { } rules || !ItemsFit(rules))
        {
            return;
        }

        if (stored.Packed is { } packed)
        {
            if (!_logBroken && (_log.Count > 0 || !stored.Leaves))
            {
                ProvePacked(packed, rules);
            }

            ProveProfile(stored, packed, rules);
        }
    }

    private void ProveReferences(StoredProtocol stored)
    {
        if (stored.SeatClass is null || stored.Class is null || stored.School is null)
        {
            Fault(StoreFaultKind.Reference, $"its {(stored.SeatClass is null ? "seat" : stored.Class is null ? "class" : "school")} is not there");
        }
        else if (stored.SeatClass != stored.Class)
        {
            Fault(StoreFaultKind.Reference, "its seat belongs to another class");
        }
    }

    private AnswerRules? Rules(StoredProtocol stored)
    {
        if (stored.Battery is not { } name)
        {
            return null;
        }

        if (!_rules.TryGetValue(name, out AnswerRules? rules))
        {
            if (batteries.Find(name.Id, name.Version) is not { } battery)
            {
                Fault(StoreFaultKind.Reference, $"this program has no battery {name.Id} {name.Version}");
                return null;
            }

            // What was late was judged when it came; the log keeps the verdict.
            _rules[name] = rules = new AnswerRules(battery, TimeSpan.Zero);
        }

        return rules;
    }

    private bool ItemsFit(AnswerRules rules)
    {
        if (_log.All(answer => answer.Item >= 0 && answer.Item < rules.EntryCount))
        {
            return true;
        }

        Fault(StoreFaultKind.Log, "the log has an item its battery does not have");
        return false;
    }

    private void ProvePacked(StoredPacked packed, AnswerRules rules)
    {
        Session made = new Session(_session!, rules, SessionState.Finished, 0, null, 0, 0, SavedAnswers.Empty, 0).Apply(_log);
        var expected = PackedAnswers.Of(made);
        if (packed.Values != expected.ValuesJson() || packed.Times != expected.TimesJson())
        {
            Fault(StoreFaultKind.Packed, "its packed answers are not what the log gives");
        }
        else if ((packed.Answered, packed.LastNumber) != (made.Answered, made.Durable))
        {
            Fault(
                StoreFaultKind.Packed,
                $"its packed row counts {packed.Answered} answered and {packed.LastNumber} numbers, the log {made.Answered} and {made.Durable}");
        }
    }

    private void ProveProfile(StoredProtocol stored, StoredPacked packed, AnswerRules rules)
    {
        if (stored.Profile is null || stored.RuleVersion is null)
        {
            Fault(StoreFaultKind.Profile, "it has packed answers and no profile");
            return;
        }

        if (stored.RuleVersion != ProfileMaker.RuleVersion)
        {
            findings.OtherRules++;
            return;
        }

        findings.Profiles++;
        FinishedProtocol? made = Remake(packed, rules);
        if (made is null || (made.Profile.NormVersion, made.Profile.ToJson()) != (stored.NormVersion, stored.Profile))
        {
            Fault(StoreFaultKind.Profile, "its profile is not what its packed answers give");
        }

        if (made is not null)
        {
            ProveNeed(stored.Need, made, rules);
        }
    }

    private void ProveNeed(StoredNeed? stored, FinishedProtocol made, AnswerRules rules)
    {
        if (stored is not { RuleVersion: NeedRules.Version })
        {
            findings.OtherNeeds++;
            return;
        }

        findings.Needs++;
        // What an earlier year adds is proved by itself: YearProof.
        NeedRow row = NeedRow.Of(_session!, (int)stored.Grade, rules.Battery, made.Profile, made.Packed);
        (long reasons, string evidence) = NeedRow.WithoutYears(stored.Reasons, stored.Evidence);
        if ((row.Reasons, row.Evidence, row.GroupFacts) != (reasons, evidence, stored.GroupFacts))
        {
            Fault(StoreFaultKind.Need, "its reasons for a talk are not what its profile and its packed answers give");
        }
    }

    /// <summary>Null when the packed answers cannot be read at all.</summary>
    private static FinishedProtocol? Remake(StoredPacked packed, AnswerRules rules)
    {
        try
        {
            var answers = PackedAnswers.FromJson(packed.Values, packed.Times);
            return answers.Values.Count == rules.ItemCount && answers.Times.Count == rules.ItemCount
                ? new FinishedProtocol(answers, ProfileMaker.Make(rules.Battery, answers.Values), packed.LastNumber)
                : null;
        }
        catch (Exception unreadable) when (FinishedProtocol.IsUnreadable(unreadable))
        {
            return null;
        }
    }

    private void Fault(StoreFaultKind kind, string reason) => findings.Add(kind, _session, reason);
}
