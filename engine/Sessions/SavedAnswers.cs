using System.Collections;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sessions;

/// <summary>The last durable answer to an item; the default value means none.</summary>
internal readonly record struct SavedAnswer(string? Value, long AtMs, AnswerRemarks Remarks);

/// <summary>
/// The last durable answers of one session, by entry. Immutable, so that whoever reads needs no lock. The next state copies only the piece a new answer
/// stands in: a session of two hundred entries changes two hundred times, and ten thousand of them would fill the oldest generation with whole copies.
/// All pieces are there from the first answer on, so that a lesson takes at its end what it took at its beginning.
/// </summary>
internal sealed class SavedAnswers : IReadOnlyList<SavedAnswer>
{
    private const int PieceLength = 16;

    private readonly SavedAnswer[][] _pieces;

    private SavedAnswers(SavedAnswer[][] pieces, int count) => (_pieces, Count) = (pieces, count);

    /// <summary>Of a session without a first answer, or one that has let go of its answers.</summary>
    public static SavedAnswers Empty { get; } = new([], 0);

    public int Count { get; }

    public bool IsEmpty => Count == 0;

    public SavedAnswer this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count);
            return _pieces[index / PieceLength][index % PieceLength];
        }
    }

    /// <param name="count">How many entries the session may have; counts only while this is empty.</param>
    public Editor Edit(int count) => new(IsEmpty ? Blank(count) : this);

    public IEnumerator<SavedAnswer> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static SavedAnswers Blank(int count) =>
        new([.. Enumerable.Range(0, (count + PieceLength - 1) / PieceLength).Select(_ => new SavedAnswer[PieceLength])], count);

    /// <summary>The next state while it is made: a piece is copied at its first change.</summary>
    internal sealed class Editor(SavedAnswers from)
    {
        private readonly SavedAnswer[][] _pieces = [.. from._pieces];

        public SavedAnswer this[int index]
        {
            get => _pieces[index / PieceLength][index % PieceLength];
            set
            {
                ref SavedAnswer[] piece = ref _pieces[index / PieceLength];
                if (ReferenceEquals(piece, from._pieces[index / PieceLength]))
                {
                    piece = [.. piece];
                }

                piece[index % PieceLength] = value;
            }
        }

        /// <summary>Nothing is changed afterwards.</summary>
        public SavedAnswers Done() => new(_pieces, from.Count);
    }
}
