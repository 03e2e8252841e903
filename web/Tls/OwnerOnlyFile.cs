using System.Text;

namespace Diagnostics.Web.Tls;

/// <summary>A file with a secret: readable by the owner only, and after a crash there is the whole file or the one before it.</summary>
internal static class OwnerOnlyFile
{
    private const int TurnAttempts = 200;
    private const int TurnPauseMs = 50;
    private const UnixFileMode ReadWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the folder when it is missing, closed to others.</summary>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, ReadWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Written beside and moved into place.</summary>
    public static void Write(string path, string text)
    {
        string beside = $"{path}.{Guid.NewGuid():N}.new";
        try
        {
            using (FileStream file = new(beside, Own(FileMode.CreateNew)))
            {
                file.Write(Encoding.ASCII.GetBytes(text));
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>Waits at most ten seconds until no other start makes files in this folder; held until disposed, also over a crash no longer.</summary>
    public static IDisposable TakeTurn(string folder)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(Path.Combine(folder, "turn.lock"), Own(FileMode.OpenOrCreate));
            }
            catch (IOException) when (attempt < TurnAttempts)
            {
                Thread.Sleep(TurnPauseMs);
            }
        }
    }

    private static FileStreamOptions Own(FileMode mode)
    {
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = ReadWrite;
        }

        return options;
    }
}
