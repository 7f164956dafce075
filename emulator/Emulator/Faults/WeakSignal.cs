namespace ChargerFirmware.Emulator.Faults;

internal sealed class WeakSignal() : EmulatedStationFault("weak-signal", "the radio hears its network at -110 dBm")
{
    protected override string? Refusal(EmulatedBoard board) =>
        board.Board.Station.Signal is null ? "nothing reports the strength of the signal on this board" : null;

    protected override void Set(EmulatedBoard board, bool present) => board.Site.Radio.SignalDbm = present ? -110 : -75;
}
