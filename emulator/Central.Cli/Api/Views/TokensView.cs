using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Cli.Api.Views;

/// <summary>Who may charge.</summary>
/// <param name="Others">What tokens hear for which nothing is set.</param>
internal sealed record TokensView(TokenStatus Others, IReadOnlyList<TokenView> IdTokens);
