namespace ChargerFirmware.Central.Cli.Api.Views;

/// <summary>The stations that are connected.</summary>
internal sealed record ChargePointsView(IReadOnlyList<string> CpIds);
