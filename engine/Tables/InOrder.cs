namespace Diagnostics.Engine.Tables;

/// <summary>
/// Blocks read one after another, worked on by all cores, written one after another in the order they were read; what comes out does not
/// depend on the number of cores. Few blocks are under way at a time, so memory stays constant.
/// </summary>
internal static class InOrder
{
    /// <summary>
    /// Runs until there is nothing more to read; the first failure of any step is thrown as it was. Blocks the calling thread.
    /// </summary>
    /// <param name="read">The next block, null at the end; called by the calling thread.</param>
    /// <param name="work">Turns a block into a result; called by several threads at once.</param>
    /// <param name="write">Takes the results in the order of the blocks; called by the calling thread.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    public static void Run<TBlock, TResult>(
        Func<TBlock?> read, Func<TBlock, TResult> work, Action<TResult> write, CancellationToken cancellation)
        where TBlock : class
    {
        Queue<Task<TResult>> underWay = [];
        int most = 2 * Environment.ProcessorCount;
        for (TBlock? block = read(); block is not null; block = read())
        {
            cancellation.ThrowIfCancellationRequested();
            TBlock next = block;
            underWay.Enqueue(Task.Run(() => work(next), CancellationToken.None));
            while (underWay.Count >= most || (underWay.Count > 0 && underWay.Peek().IsCompleted))
            {
                write(underWay.Dequeue().GetAwaiter().GetResult());
            }
        }

        while (underWay.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            write(underWay.Dequeue().GetAwaiter().GetResult());
        }
    }
}
