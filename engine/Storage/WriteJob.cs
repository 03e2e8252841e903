namespace Diagnostics.Engine.Storage;

/// <summary>One thing waiting for the writer: answers, or a piece of work.</summary>
internal abstract class WriteJob
{
    /// <summary>The session whose stored state is uncertain when the transaction's end is unknown, or null.</summary>
    public abstract string? Session { get; }

    public abstract int Answers { get; }

    public abstract int Bytes { get; }

    /// <summary>The transaction committed.</summary>
    public abstract void Complete();

    /// <summary>The transaction failed or was never begun.</summary>
    public abstract void Refuse();

    internal sealed class Append(AnswerBatch batch) : WriteJob
    {
        private BatchRefusal? _refusal;

        public AnswerBatch Batch => batch;

        public override string Session => batch.Session;

        public override int Answers => batch.Answers.Count;

        public override int Bytes => batch.Bytes;

        /// <summary>Marks this batch as refused while the transaction goes on without it.</summary>
        public void LeaveOut(BatchRefusal refusal) => _refusal = refusal;

        public override void Complete()
        {
            if (_refusal is { } refusal)
            {
                batch.Refused(refusal);
            }
            else
            {
                batch.Written();
            }
        }

        public override void Refuse() => batch.Refused(BatchRefusal.Busy);
    }

    /// <summary>Work in its own savepoint.</summary>
    internal abstract class Work : WriteJob
    {
        public override int Answers => 0;

        public override int Bytes => 256;

        public abstract void Run(WriteScope scope);

        /// <summary>The work itself failed and was rolled back; the transaction goes on.</summary>
        public abstract void Fail(Exception error);
    }

    internal sealed class Work<T>(string? session, Func<WriteScope, T> work, Action<T>? committed) : Work
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _value = default!;
        private Exception? _error;

        public Task<T> Done => _done.Task;

        public override string? Session => session;

        public override void Run(WriteScope scope)
        {
            _error = null;
            _value = work(scope);
        }

        public override void Fail(Exception error) => _error = error;

        public override void Complete()
        {
            if (_error is not null)
            {
                _done.TrySetException(_error);
                return;
            }

            committed?.Invoke(_value);
            _done.TrySetResult(_value);
        }

        public override void Refuse() => _done.TrySetException(new StoreBusyException("The store cannot write now.", Database.RetryMs()));
    }
}
