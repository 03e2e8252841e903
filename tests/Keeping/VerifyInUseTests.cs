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
    private const int Commits = 1_500;
    private const long MostLog = 4 * 1_048_576;

    [Fact]
    public async Task While_a_store_in_use_is_proved_its_log_is_cut_as_ever()
    {
        await MakeAsync(Live);
        await using TestHouse house = await TestHouse.OpenAsync(folder: Live);
        house.Store = new StoreOptions { CheckpointBytes = 65_536, CommitGapMs = 0 };
        await house.ReopenAsync();
        using ProofInTheMiddle middle = new();
        StoreVerifier verifier = new(BatteryLibrary.LoadBuiltIn(house.Engine.Instruments));
        Task<StoreReport> proof = Task.Run(() => verifier.Verify(new EngineOptions { DataFolder = Live }, middle, default));
        await middle.Reached;
        for (int commit = 0; commit < Commits; commit++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"row {commit}");
            await house.Engine.Writer.RunAsync(null, scope => scope.Execute("INSERT INTO store_mark (name, value) VALUES (@name, '1')", new { name }), default);
        }

        long log = new FileInfo(DatabaseIn(Live) + "-wal").Length;
        middle.Dispose();
        Assert.True((await proof).IsSound);
        Assert.True(log < MostLog, $"The log has {log} bytes: the proof keeps it from being cut.");
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
