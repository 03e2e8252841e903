using System.Text.Json;
using Diagnostics.Engine.Privacy;

namespace Diagnostics.Engine.Keeping;

/// <summary>What a backup says of itself, in its <c>manifest.json</c>.</summary>
/// <param name="Format">Version of the backup's format, 1.</param>
/// <param name="Product">Version of the program that made it.</param>
/// <param name="CreatedAt">The moment the copy was begun, UTC.</param>
/// <param name="Schema">Name of the newest migration of the store; null when the store has none.</param>
/// <param name="Rows">Rows by table.</param>
/// <param name="Files">Every file of the backup besides the manifest.</param>
public sealed record BackupManifest(
    int Format,
    string Product,
    DateTimeOffset CreatedAt,
    string? Schema,
    IReadOnlyDictionary<string, long> Rows,
    IReadOnlyList<BackupEntry> Files)
{
    internal const int CurrentFormat = 1;
    internal const string Name = "manifest.json";
    internal const string Database = "diagnostics.db";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The end of the log of deeds in it; null when its schema is older than the log. Not written into the file.</summary>
    public AuditHead? Audit { get; init; }

    /// <summary>Whether the keys are in it: then whoever has the file can open results.</summary>
    public bool HasKeys => Files.Any(file => file.Name != Database);

    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(
        new { Format, Product, CreatedAt, Schema, Rows, Files }, Json);

    /// <exception cref="JsonException">It is no manifest.</exception>
    internal static BackupManifest FromJson(Stream json) => JsonSerializer.Deserialize<BackupManifest>(json, Json) ?? throw new JsonException();
}

/// <param name="Name">Name in the backup: diagnostics.db, or keys/….key.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record BackupEntry(string Name, long Bytes, string Sha256);
