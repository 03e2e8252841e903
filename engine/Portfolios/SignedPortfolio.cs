using Diagnostics.Engine.Signatures;

namespace Diagnostics.Engine.Portfolios;

/// <param name="Statement">A <see cref="PortfolioStatement"/> as JSON.</param>
/// <param name="Mark">A <see cref="PortfolioMark"/>, short enough for a QR code.</param>
public sealed record SignedPortfolio(SignedText Statement, SignedText Mark);
