using System.Device.Spi;
using ChargerFirmware.Hardware.Buses;

namespace ChargerFirmware.Emulator.Remote;

/// <summary>A chip-select for a station elsewhere. Each transfer is answered after the time it takes on the wire.</summary>
internal sealed class ServedSpi(IBusExecutor executor, SpiDevice device) : IServedBus
{
    public Task<byte[]> AnswerAsync(ReadOnlyMemory<byte> request) => request.Span is [(byte)RemoteOperation.Transfer, _, ..]
        ? executor.RunAsync(() =>
        {
            var answer = new byte[request.Length - 1];
            device.TransferFullDuplex(request.Span[1..], answer);
            return answer;
        })
        : throw new InvalidDataException("expected a transfer of at least one byte");

    public void Dispose()
    {
        device.Dispose();
        executor.Dispose();
    }
}
