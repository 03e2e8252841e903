using System.Globalization;
using System.Text.Json;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Methods;

/// <summary>A version of a method as it is stored.</summary>
internal record MethodRow
{
    public const string Columns = "m.id, m.version, m.title, m.key_text AS KeyText, m.missing, m.added_at AS AddedAt";

    public required string Id { get; init; }

    public required int Version { get; init; }

    public required string Title { get; init; }

    public required string KeyText { get; init; }

    public required string Missing { get; init; }

    public required long AddedAt { get; init; }

    /// <summary>Of the key as it is stored: a dropped version's number may come again, its mark with another key does not.</summary>
    public string KeyMark => Sha256Hex.OfFields(Missing, KeyText);

    public MissingAnswers ReadMissing => StoredText.Read<MissingAnswers>(Missing);

    public MethodKey ReadKey() => MethodKey.Read(KeyText, ReadMissing);
}

/// <summary>A sheet as it is stored.</summary>
internal sealed record SheetRow
{
    public const string Columns = "e.session_id AS SessionId, e.method_id AS MethodId, e.held_on AS HeldOn, e.version, e.answers, e.way, e.keying, e.written_by AS WrittenBy, e.written_at AS WrittenAt";

    public required string SessionId { get; init; }

    public required string MethodId { get; init; }

    public required string HeldOn { get; init; }

    public required int Version { get; init; }

    /// <summary>JSON: a number or null by item.</summary>
    public required string Answers { get; init; }

    public required string Way { get; init; }

    public required string Keying { get; init; }

    public required string WrittenBy { get; init; }

    public required long WrittenAt { get; init; }

    public SheetWay ReadWay => StoredText.Read<SheetWay>(Way);

    public string Mark => MarkOf(Version, Values());

    public IReadOnlyList<int?> Values() => Read(Answers);

    public static IReadOnlyList<int?> Read(string answers) => JsonSerializer.Deserialize<List<int?>>(answers)!;

    public static string Text(IReadOnlyList<int?> answers) => JsonSerializer.Serialize(answers);

    /// <summary>A browser makes the same of a table's row, to say what is new in it.</summary>
    public static string MarkOf(int version, IReadOnlyList<int?> answers) => Sha256Hex.Of(
        string.Create(CultureInfo.InvariantCulture, $"{version}|{string.Join(',', answers.Select(answer => answer?.ToString(CultureInfo.InvariantCulture) ?? ""))}"));
}
