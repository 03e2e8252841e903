namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>What a generated section says about itself, in Russian.</summary>
internal sealed record GeneratedWords(string Title, string Instruction, string Meaning);
