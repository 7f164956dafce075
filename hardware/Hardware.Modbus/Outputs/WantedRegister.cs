using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Hardware.Modbus.Outputs;

/// <summary>A register that is written until it holds what is wanted by then. Used on the loop only.</summary>
/// <param name="wanted">Asked for when the request's turn has come, and again when it was answered.</param>
/// <param name="written">Called on the loop when the device has taken over what is wanted.</param>
internal sealed class WantedRegister(Loop loop, ModbusBus bus, byte unit, ushort address, Func<ushort> wanted, Action? written = null)
{
    private bool _writing;

    /// <summary>Begins to write, unless that is under way. A device that does not answer is left alone: to notice and try again is the poll's.</summary>
    public void Write()
    {
        if (!_writing)
        {
            _writing = true;
            loop.Start(WriteAsync);
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            ushort value;
            do
            {
                value = 0;
                await bus.WriteRegistersAsync(unit, address, () => [value = wanted()], ModbusPriority.Urgent);
            }
            while (value != wanted());
            written?.Invoke();
        }
        catch (IOException)
        {
            // The next poll that is answered sees the difference and writes again.
        }
        finally
        {
            _writing = false;
        }
    }
}
