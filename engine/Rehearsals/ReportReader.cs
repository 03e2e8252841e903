using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Rehearsals;

/// <summary>
/// A report file → its facts, or the first field that cannot be so. Strict: what is kept decides how many children sit down at once. Fields nobody asks for are passed
/// over, so that a newer generator may tell more.
/// </summary>
public sealed class ReportReader
{
    /// <summary>Of a file: six hours of moments.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    private const int MostReasons = 40;
    private const int LongestText = 400;
    private const long MostAnswers = 10_000_000_000;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    private ReportFault? _fault;

    private ReportReader()
    {
    }

    /// <param name="text">The file, as <c>rehearse --out</c> wrote it.</param>
    public static ReportReading Read(string text, DateTimeOffset now)
    {
        if (Encoding.UTF8.GetByteCount(text) > MostBytes)
        {
            return new ReportReading(null, new ReportFault("", ReportFlaw.TooLarge));
        }

        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return new ReportReading(null, new ReportFault("", ReportFlaw.NoReport));
            }

            ReportReader reader = new();
            RehearsalFacts facts = reader.Facts(document.RootElement, now);
            return reader._fault is { } fault ? new ReportReading(null, fault) : new ReportReading(facts, null);
        }
        catch (JsonException)
        {
            return new ReportReading(null, new ReportFault("", ReportFlaw.NoReport));
        }
        catch (ArgumentException)
        {
            // Text that is no UTF-16.
            return new ReportReading(null, new ReportFault("", ReportFlaw.NoReport));
        }
    }

    private RehearsalFacts Facts(JsonElement root, DateTimeOffset now)
    {
        JsonElement verdict = Object(root, "verdict"), counts = Object(root, "counts");
        int classes = (int)Whole(root, "classes", "classes", 1, RehearsalSize.MostClasses);
        int perClass = (int)Whole(root, "studentsPerClass", "studentsPerClass", 1, RehearsalSize.MostStudents);
        RehearsalFacts facts = new(
            Address(root), StartedAt(root, now), Named<ReportedProfile>(root, "profile", "profile"), classes,
            (int)Whole(verdict, "students", "verdict.students", 1, RehearsalSize.MostClasses * RehearsalSize.MostStudents),
            Number(root, "minutes", "minutes", 0.1, 24 * 60), Number(root, "pace", "pace", 0.1, 100), Number(root, "rate", "rate", 0, 100_000),
            Reasons(verdict), Named<ReportedLimit>(verdict, "firstLimit", "verdict.firstLimit"), Number(verdict, "used", "verdict.used", 0, 1),
            WholeOrNone(root, "lost"), WholeOrNone(root, "doubled"), Whole(counts, "entered", "counts.entered", 0, MostAnswers),
            Whole(root, "finishedInStore", "finishedInStore", 0, MostAnswers),
            Whole(counts, "acknowledged", "counts.acknowledged", 0, MostAnswers), Number(Object(root, "enterMs"), "p99", "enterMs.p99", 0, 1e9),
            root.TryGetProperty("entriesPerSecond", out _) ? Number(root, "entriesPerSecond", "entriesPerSecond", 0, 1_000_000) : null);
        bool holds = Flag(verdict, "holds", "verdict.holds");
        Agree(facts.Students == classes * perClass, "verdict.students");
        Agree(holds == facts.Holds, "verdict.holds");
        if (facts.Holds)
        {
            // A verdict that says more than its own figures.
            Agree(facts.Lost == 0, "lost");
            Agree(facts.Doubled == 0, "doubled");
            Agree(facts.Entered == facts.Students, "counts.entered");
            Agree(facts.Finished == facts.Students, "finishedInStore");
            Agree(facts.Acknowledged > 0, "counts.acknowledged");
        }

        return facts;
    }

    private string Address(JsonElement root)
    {
        string address = Text(root, "url", "url");
        Range(Uri.TryCreate(address, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0, "url");
        return address;
    }

    private long StartedAt(JsonElement root, DateTimeOffset now)
    {
        if (!Get(root, "startedAt", "startedAt", out JsonElement value) || value.ValueKind != JsonValueKind.String || !value.TryGetDateTimeOffset(out DateTimeOffset at))
        {
            Fail("startedAt", ReportFlaw.Kind);
            return 0;
        }

        // A run is brought after it began: a later start would outdo every run of the days before it.
        Range(at.Year >= 2025 && at <= now, "startedAt");
        return at.ToUnixTimeMilliseconds();
    }

    private ImmutableArray<string> Reasons(JsonElement verdict)
    {
        if (!Get(verdict, "reasons", "verdict.reasons", out JsonElement value))
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(one => one.ValueKind != JsonValueKind.String))
        {
            Fail("verdict.reasons", ReportFlaw.Kind);
            return [];
        }

        ImmutableArray<string> reasons = [.. value.EnumerateArray().Select(one => one.GetString()!)];
        Range(reasons.Length <= MostReasons && reasons.All(IsShort), "verdict.reasons");
        return reasons;
    }

    private static bool IsShort(string text) => text.Length <= LongestText && !text.Any(char.IsControl);

    private string Text(JsonElement within, string name, string field)
    {
        if (!Get(within, name, field, out JsonElement value))
        {
            return "";
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            Fail(field, ReportFlaw.Kind);
            return "";
        }

        string text = value.GetString()!;
        Range(IsShort(text), field);
        return text;
    }

    private T Named<T>(JsonElement within, string name, string field)
        where T : struct, Enum
    {
        string text = Text(within, name, field);
        T[] same = [.. Enum.GetValues<T>().Where(one => StoredText.Of(one) == text)];
        Range(same.Length == 1, field);
        return same.FirstOrDefault();
    }

    private bool Flag(JsonElement within, string name, string field)
    {
        if (Get(within, name, field, out JsonElement value) && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Fail(field, ReportFlaw.Kind);
        }

        return value.ValueKind == JsonValueKind.True;
    }

    private double Number(JsonElement within, string name, string field, double least, double most)
    {
        if (!Get(within, name, field, out JsonElement value))
        {
            return 0;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            Fail(field, ReportFlaw.Kind);
            return 0;
        }

        double number = value.GetDouble();
        Range(number >= least && number <= most, field);
        return number;
    }

    private long Whole(JsonElement within, string name, string field, long least, long most)
    {
        if (!Get(within, name, field, out JsonElement value))
        {
            return least;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out long number))
        {
            Fail(field, ReportFlaw.Kind);
            return least;
        }

        Range(number >= least && number <= most, field);
        return Math.Clamp(number, least, most);
    }

    private long? WholeOrNone(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Null ? null : Whole(root, name, name, 0, MostAnswers);

    private JsonElement Object(JsonElement root, string name)
    {
        if (Get(root, name, name, out JsonElement value) && value.ValueKind != JsonValueKind.Object)
        {
            Fail(name, ReportFlaw.Kind);
            return default;
        }

        return value;
    }

    /// <summary>Within an object that is not there nothing is asked for: that fault is told already.</summary>
    private bool Get(JsonElement within, string name, string field, out JsonElement value)
    {
        value = default;
        if (within.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        bool isThere = within.TryGetProperty(name, out value);
        if (!isThere)
        {
            Fail(field, ReportFlaw.Missing);
        }

        return isThere;
    }

    private void Range(bool isWell, string field)
    {
        if (!isWell)
        {
            Fail(field, ReportFlaw.Range);
        }
    }

    private void Agree(bool isWell, string field)
    {
        if (!isWell)
        {
            Fail(field, ReportFlaw.Disagrees);
        }
    }

    private void Fail(string field, ReportFlaw flaw) => _fault ??= new ReportFault(field, flaw);
}

/// <summary>One of the two.</summary>
public sealed record ReportReading(RehearsalFacts? Facts, ReportFault? Fault);

/// <param name="Field">By its way in the file, "verdict.students"; empty for the file as a whole.</param>
public sealed record ReportFault(string Field, ReportFlaw Flaw);

/// <summary>Why a report is not kept.</summary>
public enum ReportFlaw
{
    TooLarge,

    /// <summary>No report of a rehearsal at all.</summary>
    NoReport,
    Missing,

    /// <summary>Not the kind of value that stands there.</summary>
    Kind,

    /// <summary>Out of what it can be.</summary>
    Range,

    /// <summary>Another field says otherwise.</summary>
    Disagrees,

    /// <summary>As many are kept as may be.</summary>
    Full,
}
