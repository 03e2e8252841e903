namespace Diagnostics.Engine.Storage;

/// <summary>One first start at a time in a folder of files that are made once: a move that must not overwrite is not atomic everywhere.</summary>
public static class FolderTurn
{
    private const int Attempts = 500;
    private const int PauseMs = 20;

    /// <summary>Waits at most ten seconds for another start to have made its files; held until disposed, and no longer than the process lives.</summary>
    /// <param name="folder">It exists; the empty <c>turn.lock</c> stays in it.</param>
    /// <exception cref="IOException">Another start still holds it.</exception>
    public static async Task<IAsyncDisposable> TakeAsync(string folder, TimeProvider clock, CancellationToken cancellation)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(Path.Combine(folder, "turn.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < Attempts)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(PauseMs), clock, cancellation);
            }
        }
    }
}
