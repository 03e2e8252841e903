using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Diagnostics.Engine.Storage;

/// <summary>
/// The server's secret keys, 32 bytes each, in the data folder outside the database; made on first use, readable by the owner only.
/// </summary>
public sealed record KeyRing(
    ReadOnlyMemory<byte> Print, ReadOnlyMemory<byte> LookUp, ReadOnlyMemory<byte> Result, ReadOnlyMemory<byte> Token, ReadOnlyMemory<byte> Staff,
    ReadOnlyMemory<byte> Rehearsal, ReadOnlyMemory<byte> Slip, ReadOnlyMemory<byte> Audit, ReadOnlyMemory<byte> Portfolio)
{
    /// <summary>Name of the keys' folder below the data folder.</summary>
    internal const string Folder = "keys";

    /// <summary>How the name of a key's file ends.</summary>
    internal const string Extension = ".key";

    private const string AuditName = "audit";

    private const string PortfolioName = "portfolio";

    /// <summary>Says that entries were sealed by a program started here: from then on a store without seals is no older store but a changed one.</summary>
    private const string BegunName = "audit.begun";

    /// <summary>Names of the keys that were not there and were made at this opening.</summary>
    internal ImmutableArray<string> Made { get; init; } = [];

    /// <summary>Keys that signed portfolios before <see cref="Portfolio"/>: files the operator has renamed to portfolio-….key, by name.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> EarlierPortfolios { get; private init; } = [];

    private static readonly string[] FingerprintedKeys = ["print", "lookup", "result"];

    private const int KeyBytes = 32;

    /// <summary>Opens the keys in the folder <c>keys</c> below the data folder; nodes of one store share copies of that folder.</summary>
    /// <exception cref="InvalidDataException">A key file does not hold 32 bytes.</exception>
    public static async Task<KeyRing> OpenAsync(string dataFolder, TimeProvider clock, CancellationToken cancellation)
    {
        string folder = Path.Combine(dataFolder, Folder);
        if (!OperatingSystem.IsWindows() && !Directory.Exists(dataFolder))
        {
            // Answers lie here: a folder of our making is the owner's alone; one that is there keeps what its owner gave it.
            Directory.CreateDirectory(dataFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await using IAsyncDisposable turn = await FolderTurn.TakeAsync(folder, clock, cancellation);
        List<string> made = [];
        return new KeyRing(
            ReadOrMake(folder, "print", made), ReadOrMake(folder, "lookup", made), ReadOrMake(folder, "result", made), ReadOrMake(folder, "token", made),
            ReadOrMake(folder, "staff", made), ReadOrMake(folder, "rehearsal", made), ReadOrMake(folder, "slip", made), ReadOrMake(folder, AuditName, made),
            ReadOrMake(folder, PortfolioName, made))
        {
            Made = [.. made],
            EarlierPortfolios =
            [
                .. Directory.GetFiles(folder, $"{PortfolioName}-*{Extension}").Order(StringComparer.Ordinal).Select(path => (ReadOnlyMemory<byte>)Read(path)),
            ],
        };
    }

    /// <summary>Whether entries of the log of deeds were sealed by a program started with this data folder.</summary>
    internal static bool HasBegun(string dataFolder) => File.Exists(Path.Combine(dataFolder, Folder, BegunName));

    /// <summary>From now on <see cref="HasBegun"/>.</summary>
    internal static void NoteBegun(string dataFolder)
    {
        if (!HasBegun(dataFolder))
        {
            File.WriteAllText(Path.Combine(dataFolder, Folder, BegunName), "The log of deeds has been sealed with audit.key. Keep this file with the keys.\n");
        }
    }

    /// <summary>An older store was put back on purpose: its entries have no seals yet.</summary>
    internal static void ForgetBegun(string dataFolder) => File.Delete(Path.Combine(dataFolder, Folder, BegunName));

    /// <summary>Tells stores apart whose hashes were made with other keys; reveals nothing of the keys.</summary>
    internal string Fingerprint() => Fingerprint([.. Print.Span, .. LookUp.Span, .. Result.Span]);

    /// <summary>The same of all keys: nodes of one store that differ in any of them do not open what the others gave out.</summary>
    internal string WholeFingerprint() => Fingerprint(
        [.. Print.Span, .. LookUp.Span, .. Result.Span, .. Token.Span, .. Staff.Span, .. Rehearsal.Span, .. Slip.Span, .. Audit.Span, .. Portfolio.Span]);

    /// <summary>The fingerprint of the keys below a data folder, or null when not all of them are there; makes none.</summary>
    internal static string? FingerprintIn(string dataFolder)
    {
        string[] files = [.. FingerprintedKeys.Select(name => Path.Combine(dataFolder, Folder, name + Extension))];
        return files.All(File.Exists) ? Fingerprint([.. files.SelectMany(File.ReadAllBytes)]) : null;
    }

    /// <summary>The key of the log of deeds below a data folder, or null when it is not there; makes none.</summary>
    /// <exception cref="InvalidDataException">The file does not hold 32 bytes.</exception>
    internal static byte[]? AuditIn(string dataFolder)
    {
        string path = Path.Combine(dataFolder, Folder, AuditName + Extension);
        return File.Exists(path) ? Read(path) : null;
    }

    private static string Fingerprint(byte[] keys) => Convert.ToHexStringLower(HMACSHA256.HashData(keys, "fingerprint"u8))[..16];

    /// <summary>Written beside and moved into place, so that a crash leaves a whole key or none.</summary>
    private static byte[] ReadOrMake(string folder, string name, List<string> made)
    {
        string path = Path.Combine(folder, name + Extension);
        if (!File.Exists(path))
        {
            string beside = path + ".new";
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var file = new FileStream(beside, options))
            {
                file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path);
            made.Add(name);
        }

        return Read(path);
    }

    private static byte[] Read(string path)
    {
        byte[] key = File.ReadAllBytes(path);
        return key.Length == KeyBytes ? key : throw new InvalidDataException($"{path} holds {key.Length} bytes, expected {KeyBytes}.");
    }
}
