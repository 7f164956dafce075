namespace ChargerFirmware.Central.Cli.Api.Views;

/// <summary>Why nothing was reserved.</summary>
internal sealed record ReserveRefusalView(int ErrorCode, string Message);
