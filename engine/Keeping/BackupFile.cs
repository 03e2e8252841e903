using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Keeping;

/// <summary>A backup as a file: a zip of <c>manifest.json</c> and the files the manifest names with their hashes.</summary>
internal sealed partial class BackupFile : ICopiedStore
{
    private const int BlockBytes = 128 * 1_024;

    private readonly ZipArchive _zip;

    private BackupFile(ZipArchive zip, BackupManifest manifest) => (_zip, Manifest) = (zip, manifest);

    public BackupManifest Manifest { get; }

    public DateTimeOffset CreatedAt => Manifest.CreatedAt;

    public bool HasKeys => Manifest.HasKeys;

    /// <exception cref="InvalidDataException">It is no backup, or one of a newer format.</exception>
    public static BackupFile Open(string file)
    {
        ZipArchive zip;
        try
        {
            zip = ZipFile.OpenRead(file);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{file} is no backup, or only a part of one: {error.Message}", error);
        }

        try
        {
            return new BackupFile(zip, ReadManifest(zip, file));
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    public void Read(string folder, IProgress<double> progress, CancellationToken cancellation) => ReadTo(folder, progress, cancellation);

    /// <summary>Reads every file and proves its length and hash.</summary>
    /// <exception cref="InvalidDataException">A file is missing or not what the manifest says.</exception>
    public void Prove(IProgress<double> progress, CancellationToken cancellation) => ReadTo(null, progress, cancellation);

    private void ReadTo(string? folder, IProgress<double> progress, CancellationToken cancellation)
    {
        long all = Manifest.Files.Sum(file => file.Bytes);
        long before = 0;
        foreach (BackupEntry expected in Manifest.Files)
        {
            using Stream target = folder is null ? Stream.Null : Create(Path.Combine(folder, expected.Name));
            long offset = before;
            BackupEntry found = Copy(expected.Name, OpenEntry(expected), target, bytes => progress.Report(Share(offset + bytes, all)), cancellation);
            if (found != expected)
            {
                throw Damaged(expected.Name, $"{found.Bytes} bytes with SHA-256 {found.Sha256}, expected {expected.Bytes} with {expected.Sha256}");
            }

            (target as FileStream)?.Flush(flushToDisk: true);
            before += expected.Bytes;
        }
    }

    /// <summary>Writes the files below a folder into a new zip, hashed on the way, the manifest last.</summary>
    public static void Write(
        string file, string folder, IReadOnlyList<string> names, Func<IReadOnlyList<BackupEntry>, BackupManifest> describe,
        IProgress<double> progress, CancellationToken cancellation)
    {
        using FileStream target = Create(file);
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            long all = names.Sum(name => new FileInfo(Path.Combine(folder, name)).Length);
            long before = 0;
            List<BackupEntry> entries = [];
            foreach (string name in names)
            {
                long offset = before;
                using Stream packed = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                using FileStream source = File.OpenRead(Path.Combine(folder, name));
                entries.Add(Copy(name, source, packed, bytes => progress.Report(Share(offset + bytes, all)), cancellation));
                before += entries[^1].Bytes;
            }

            using Stream manifest = zip.CreateEntry(BackupManifest.Name).Open();
            manifest.Write(describe(entries).ToJson());
        }

        target.Flush(flushToDisk: true);
    }

    public void Dispose() => _zip.Dispose();

    private static BackupManifest ReadManifest(ZipArchive zip, string file)
    {
        ZipArchiveEntry entry = zip.GetEntry(BackupManifest.Name)
            ?? throw new InvalidDataException($"{file} is no backup: it has no {BackupManifest.Name}.");
        BackupManifest manifest;
        try
        {
            using Stream json = entry.Open();
            manifest = BackupManifest.FromJson(json);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{file}: {BackupManifest.Name} cannot be read.", error);
        }

        if (manifest.Format != BackupManifest.CurrentFormat)
        {
            throw new InvalidDataException(
                $"{file} has format {manifest.Format}, made by version {manifest.Product}; this program reads format {BackupManifest.CurrentFormat}.");
        }

        // Names become paths: nothing but the files a backup has.
        return manifest.Files.All(named => named is not null && (named.Name == BackupManifest.Database || KeyName().IsMatch(named.Name)))
            && manifest.Files.Count(named => named.Name == BackupManifest.Database) == 1
                ? manifest
                : throw new InvalidDataException($"{file}: {BackupManifest.Name} names files that belong to no backup.");
    }

    private Stream OpenEntry(BackupEntry expected) => (_zip.GetEntry(expected.Name) ?? throw Damaged(expected.Name, "it is not there")).Open();

    private static BackupEntry Copy(string name, Stream source, Stream target, Action<long> progress, CancellationToken cancellation)
    {
        using (source)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            byte[] block = new byte[BlockBytes];
            long bytes = 0;
            for (int read = source.Read(block); read > 0; read = source.Read(block))
            {
                cancellation.ThrowIfCancellationRequested();
                hash.AppendData(block, 0, read);
                target.Write(block, 0, read);
                bytes += read;
                progress(bytes);
            }

            return new BackupEntry(name, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
    }

    private static FileStream Create(string path)
    {
        OwnFile.MakeFolder(Path.GetDirectoryName(path)!);
        return OwnFile.Create(path);
    }

    private static double Share(long bytes, long all) => all == 0 ? 1 : Math.Min(1, (double)bytes / all);

    private static InvalidDataException Damaged(string name, string found) => new($"The backup is damaged: {name}: {found}.");

    [GeneratedRegex(@"\Akeys/[a-z0-9-]{1,40}\.key\z")]
    private static partial Regex KeyName();
}
