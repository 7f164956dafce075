namespace ChargerFirmware.Central.Cli.Api.Views;

/// <summary>What a station said to a reservation, in its own word.</summary>
internal sealed record ReserveView(string Status);
