namespace Diagnostics.Engine.Results;

/// <summary>Opens a result by its key.</summary>
public sealed class ResultDesk
{
    /// <summary>Null when the key opens nothing. Forgiving about case, look-alikes and separators, like an access code.</summary>
    public Task<StudentResult?> OpenAsync(string resultKey, CancellationToken cancellation) => throw new NotImplementedException();
}
