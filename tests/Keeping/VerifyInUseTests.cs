using System.Globalization;
using Diagnostics.Engine;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.Storage;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Keeping;

/// <summary>A proof takes minutes on a big store: the server that writes it meanwhile must be able to cut its write-ahead log.</summary>
public sealed class VerifyInUseTests : KeptStore
{
    private const int Commits = 500;
    private const long MostLog = 1_048_576;

    [Fact]
    public async Task While_a_store_in_use_is_proved_its_log_is_cut_as_ever()
    {
        long log = await LogAfterAsync((verifier, progress) => verifier.Verify(new EngineOptions { DataFolder = Live }, progress, default));
        Assert.True(log < MostLog, $"The log has {log} bytes: the proof keeps it from being cut.");
    }

    [Fact]
    public async Task A_proof_that_read_the_store_itself_would_keep_its_log_from_being_cut()
    {
        using SqliteDialect itself = new(DatabaseIn(Live), new StoreOptions());
        long log = await LogAfterAsync((verifier, progress) => verifier.Verify(itself, null, progress, default));
        Assert.True(log > MostLog, $"The log has {log} bytes: the other test shows nothing.");
    }

    /// <summary>The log's length when a server has written for a while in the middle of a proof.</summary>
    private async Task<long> LogAfterAsync(Func<StoreVerifier, IProgress<double>, StoreReport> verify)
    {
        await MakeAsync(Live);
        await using TestHouse house = await TestHouse.OpenAsync(folder: Live);
        house.Store = new StoreOptions { CheckpointBytes = 65_536, CommitGapMs = 0 };
        await house.ReopenAsync();
        using ProofInTheMiddle middle = new();
        StoreVerifier verifier = new(BatteryLibrary.LoadBuiltIn(house.Engine.Instruments));
        Task<StoreReport> proof = Task.Run(() => verify(verifier, middle));
        // Whichever comes first: a proof that fails before the middle says why.
        await await Task.WhenAny(middle.Reached, proof);
        for (int commit = 0; commit < Commits; commit++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"row {commit}");
            await house.Engine.Writer.RunAsync(null, scope => scope.Execute("INSERT INTO store_mark (name, value) VALUES (@name, '1')", new { name }), default);
        }

        long log = new FileInfo(DatabaseIn(Live) + "-wal").Length;
        middle.Dispose();
        Assert.True((await proof).IsSound);
        return log;
    }

    /// <summary>Stops the proof where it reads the sessions.</summary>
    private sealed class ProofInTheMiddle : IProgress<double>, IDisposable
    {
        private readonly ManualResetEventSlim _go = new();
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public void Report(double value)
        {
            if (value > 0.6)
            {
                _reached.TrySetResult();
                _go.Wait();
            }
        }

        public void Dispose() => _go.Set();
    }
}
