namespace ChargerFirmware.Tests.Unit.StandIns.Stateless;

public enum State
{
    A,
    B,
    C,
    D,
}
