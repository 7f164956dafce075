namespace ChargerFirmware.Hardware.Buses;

/// <summary>How a serial line with eight data bits is opened.</summary>
/// <param name="Port">The device, <c>/dev/ttyUSB0</c>.</param>
/// <param name="StopBits">1 or 2.</param>
/// <param name="Rs485">The kernel is to switch the transceiver's direction by RTS (boards without automatic direction control).</param>
public sealed record SerialSettings(
    string Port,
    int BaudRate,
    SerialParity Parity = SerialParity.None,
    int StopBits = 1,
    bool Rs485 = false);
