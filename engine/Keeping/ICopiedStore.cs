namespace Diagnostics.Engine.Keeping;

/// <summary>A store that lies elsewhere and can be put in place.</summary>
internal interface ICopiedStore : IDisposable
{
    /// <summary>Its moment, UTC.</summary>
    DateTimeOffset CreatedAt { get; }

    /// <summary>Whether the keys are in it.</summary>
    bool HasKeys { get; }

    /// <summary>Writes its files below the folder: <see cref="BackupManifest.Database"/>, and the keys if it has them.</summary>
    /// <exception cref="InvalidDataException">Something of it is missing or damaged.</exception>
    void Read(string folder, IProgress<double> progress, CancellationToken cancellation);
}
