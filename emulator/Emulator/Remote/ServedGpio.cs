using System.Device.Gpio;
using ChargerFirmware.Emulator.Devices.Gpio;

namespace ChargerFirmware.Emulator.Remote;

/// <summary>A chip's pins for a station elsewhere. The levels stay when the station goes, as they do on a board.</summary>
internal sealed class ServedGpio(EmulatedGpioChip chip) : IServedBus
{
    public Task<byte[]> AnswerAsync(ReadOnlyMemory<byte> request) => Task.FromResult(Answer(request.Span));

    public void Dispose()
    {
    }

    private byte[] Answer(ReadOnlySpan<byte> request)
    {
        if (request.Length < 2 || !chip.Contains(request[1]))
        {
            throw new InvalidDataException($"expected an operation and a pin from 0 to {chip.PinCount - 1}");
        }

        var pin = request[1];
        switch (((RemoteOperation)request[0], request.Length))
        {
            case (RemoteOperation.SetMode, 4) when Enum.IsDefined((PinMode)request[2]):
                chip.SetMode(pin, (PinMode)request[2], request[3] == RemoteMessage.NoLevel ? null : (PinValue)request[3]);
                return [];
            case (RemoteOperation.GetMode, 2):
                return [(byte)chip.Mode(pin)];
            case (RemoteOperation.ReadPin, 2):
                return [(byte)chip.Level(pin)];
            case (RemoteOperation.WritePin, 3):
                chip.Write(pin, request[2]);
                return [];
            default:
                throw new InvalidDataException("expected an operation on a pin");
        }
    }
}
