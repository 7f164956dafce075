namespace ChargerFirmware.Central.Cli.Api.Views;

/// <summary>The connection of this station has been told to end.</summary>
internal sealed record DisconnectedView(string Station);
