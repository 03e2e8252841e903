namespace Diagnostics.Scoring.Calibration;

/// <summary>
/// Does a piece of work for the shares 0 .. count − 1, each once, in any order and on as many threads as whoever hands this in likes; returns when all are done. The result does not
/// depend on it: shares are cut by the data alone and put together in their order.
/// </summary>
/// <param name="count">How many shares there are.</param>
/// <param name="work">Told the number of a share; thread-safe.</param>
public delegate void WorkShares(int count, Action<int> work);
