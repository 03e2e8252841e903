namespace Diagnostics.Engine.Adaptive;

/// <summary>A built-in bank as pages tell of it.</summary>
/// <param name="Title">In Russian.</param>
/// <param name="Tasks">How many it has.</param>
public sealed record ToldBank(string Title, int Tasks, BankPrecision Precision);
