using System.CommandLine;
using Diagnostics.Engine;
using Diagnostics.Engine.Sessions;
using Diagnostics.Web.Access;

namespace Diagnostics.Web.Commands;

/// <summary>The options of <c>serve</c> about how much is taken in at once, and who.</summary>
internal sealed class PressureCommandOptions
{
    private const string Open = "open";
    private const string Closed = "closed";

    private readonly Option<int> _queue = Number("--queue-answers", 20_000, 100, 1_000_000, "Answers that may wait for the store; beyond it new ones stay in the browsers.");

    private readonly Option<int> _pace = Number(
        "--pace-above-percent", 50, 0, 100, "With the queue fuller than this, acknowledgements ask clients to gather answers for 2-5 s; 100 never asks.");

    private readonly Option<int> _busy = Number("--busy-above-percent", 90, 1, 100, "With the queue fuller than this, new answers are told busy and when to come again.");

    private readonly Option<int> _slowCommit = Number(
        "--slow-commit-ms", 2_000, 0, 600_000, "With the 99th percentile of the last 10 s of commits above this, new answers are told busy; 0 does not look.");

    private readonly Option<int> _logAlarm = Number(
        "--log-alarm-mb", 256, 0, 1_000_000, "SQLite: a write-ahead log longer than this is told in the log and by /health (logLong); 0 does not look.");

    private readonly Option<int> _batch = Number("--batch-answers", 1_000, 1, 10_000, "Most answers in one write; more makes writes rarer and each one longer.");

    private readonly Option<int> _gap = Number(
        "--commit-gap-ms", 5, 0, 20, "Least time between writes after a small one; 0 saves some milliseconds of waiting and costs processor time.");

    private readonly Option<int> _checkpoint = Number("--checkpoint-mb", 8, 1, 1_024, "SQLite: above this size the write-ahead log is taken into the store when nothing waits.");

    private readonly Option<int> _grace = Number(
        "--section-grace-seconds", EngineOptions.UsualSectionGrace, 0, 300, "An answer of a timed section may come so much after its time before it is marked late; none is refused.");

    private readonly Option<int> _checks = Number(
        "--checks-per-minute", 30, 1, 6_000, "Requests a minute of one device in the check of devices, a hundred times as many of a class; beyond it 429.");

    private readonly Option<int> _answers = Number(
        "--answers-per-second", 20, 0, 1_000_000, "Answers one session may send in a second in the long run; beyond it busy; 0 no limit (rehearse --profile closed needs that).");

    private readonly Option<int> _burst = Number(
        "--answer-burst", 100, PressureOptions.LeastBurst, 1_000_000, "Answers one session may send at once, after a time without a link.");

    private readonly Option<int> _messages = Number(
        "--messages-per-second", 30, 0, 100_000, "Messages a second of one socket, then it is closed (1008), or calls of one session, then 429; 0 no limit.");

    private readonly Option<int> _bytes = Number(
        "--message-bytes", LineLimits.LeastMessageBytes, LineLimits.LeastMessageBytes, 65_536, "Bytes of one message of a student; a longer one closes the socket (1008) or is refused (413).");

    private readonly Option<double> _entries = new("--entries-per-second")
    {
        Description = "Students let in by code in a second; whoever comes beyond it sees a place in the queue, which the code keeps. "
            + "Half of the entries two cores are built for; 0 no queue.",
        DefaultValueFactory = _ => 400,
    };

    private readonly Option<string> _entry = new("--entry")
    {
        Description = "closed: nobody new is let in, those who have begun go on. While the server runs the file DATA/entry-closed does the same.",
        DefaultValueFactory = _ => Open,
    };

    private readonly Option<int> _spread = Number(
        "--start-spread-seconds", 3, 0, 15, "Over how long the pages of a class open after the start; more when thousands start at one bell.");

    public PressureCommandOptions()
    {
        _entry.AcceptOnlyFromAmong(Open, Closed);
        _entries.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<double>() is not (>= 0 and <= 100_000))
            {
                result.AddError("--entries-per-second is from 0 to 100000.");
            }
        });
    }

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[]
        {
            _queue, _pace, _busy, _slowCommit, _logAlarm, _batch, _gap, _checkpoint, _answers, _burst, _messages, _bytes, _entries, _entry, _spread, _grace, _checks,
        })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>How the store is written, with the disk's floor and ballast.</summary>
    public Engine.Storage.StoreOptions ReadStore(ParseResult parsed, long lowDiskBytes, long ballastBytes, string? logCopy) => new()
    {
        QueueAnswers = parsed.GetValue(_queue),
        PaceShare = parsed.GetValue(_pace) / 100.0,
        BusyShare = parsed.GetValue(_busy) / 100.0,
        SlowCommit = TimeSpan.FromMilliseconds(parsed.GetValue(_slowCommit)),
        BatchAnswers = parsed.GetValue(_batch),
        CommitGapMs = parsed.GetValue(_gap),
        CheckpointBytes = parsed.GetValue(_checkpoint) * 1_048_576,
        LogAlarmBytes = parsed.GetValue(_logAlarm) * 1_048_576L,
        LowDiskBytes = lowDiskBytes,
        BallastBytes = ballastBytes,
        LogCopyFolder = logCopy,
    };

    public PressureOptions ReadSession(ParseResult parsed) => new()
    {
        AnswersPerSecond = parsed.GetValue(_answers),
        AnswerBurst = parsed.GetValue(_burst),
        EntriesPerSecond = parsed.GetValue(_entries),
        EntryClosed = parsed.GetValue(_entry) == Closed,
        StartSpreadSeconds = parsed.GetValue(_spread),
    };

    public LineLimits ReadLines(ParseResult parsed) => new()
    {
        MessagesPerSecond = parsed.GetValue(_messages),
        MessageBytes = parsed.GetValue(_bytes),
        ChecksPerMinute = parsed.GetValue(_checks),
    };

    public int ReadSectionGrace(ParseResult parsed) => parsed.GetValue(_grace);

    private static Option<int> Number(string name, int usual, int least, int most, string description)
    {
        Option<int> option = new(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out int given) && (given < least || given > most))
            {
                result.AddError($"{name} is from {least} to {most}.");
            }
        });
        return option;
    }
}
