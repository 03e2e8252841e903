using Spectre.Console;

namespace Diagnostics.Web.Commands;

/// <summary>Work that shows a bar on standard error when it takes over a second on a terminal; otherwise it is silent.</summary>
internal static class ProgressBar
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs blocking work off the calling thread.</summary>
    /// <param name="title">Word before the bar.</param>
    /// <param name="work">The work; reports its share, 0..1.</param>
    /// <param name="clock">Clock of the first second.</param>
    /// <param name="cancellation">Handed to the waiting; the work watches it itself.</param>
    public static Task<T> RunAsync<T>(
        string title, Func<IProgress<double>, T> work, TimeProvider clock, CancellationToken cancellation) =>
        WaitAsync(title, share => Task.Run(() => work(share), CancellationToken.None), clock, cancellation);

    /// <summary>The same for work that waits for other things than the processor.</summary>
    public static async Task<T> WaitAsync<T>(
        string title, Func<IProgress<double>, Task<T>> work, TimeProvider clock, CancellationToken cancellation)
    {
        LatestShare share = new();
        Task<T> running = work(share);
        if (Console.IsErrorRedirected || await EndsWithinAsync(running, Patience, clock, cancellation))
        {
            return await running;
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Progress().AutoClear(true).StartAsync(async context =>
        {
            ProgressTask bar = context.AddTask(title, maxValue: 1);
            while (!await EndsWithinAsync(running, Refresh, clock, cancellation))
            {
                bar.Value = share.Value;
            }
        });
        return await running;
    }

    private static async Task<bool> EndsWithinAsync(Task running, TimeSpan time, TimeProvider clock, CancellationToken cancellation) =>
        await Task.WhenAny(running, Task.Delay(time, clock, cancellation)) == running;

    /// <summary>Unlike Progress&lt;T&gt; posts nothing anywhere: a worker writes it, the bar reads it.</summary>
    private sealed class LatestShare : IProgress<double>
    {
        private double _value;

        public double Value => Volatile.Read(ref _value);

        public void Report(double value) => Volatile.Write(ref _value, value);
    }
}
