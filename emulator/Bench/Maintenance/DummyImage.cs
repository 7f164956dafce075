using System.Text;

namespace ChargerFirmware.Bench.Maintenance;

/// <summary>An image of nothing: a line that says <c>firmware VERSION BEHAVIOUR LENGTH</c>, and any bytes up to that length.</summary>
/// <param name="LengthBytes">Of all of it. A shorter file is one that was cut.</param>
public sealed record DummyImage(string Version, ImageBehaviour Behaviour, int LengthBytes)
{
    private const string Word = "firmware";

    public byte[] Write()
    {
        var head = Encoding.UTF8.GetBytes(string.Join(' ', Word, Version, Behaviour, LengthBytes) + "\n");
        var image = new byte[Math.Max(LengthBytes, head.Length)];
        head.CopyTo(image, 0);
        for (var index = head.Length; index < image.Length; index++)
        {
            image[index] = (byte)(index * 31);
        }

        return image;
    }

    /// <summary>Null when it is no image, or not a whole one.</summary>
    public static DummyImage? Read(ReadOnlySpan<byte> content)
    {
        var end = content[..Math.Min(content.Length, 200)].IndexOf((byte)'\n');
        var words = end < 0 ? [] : Encoding.UTF8.GetString(content[..end]).Split(' ');
        var isImage = words is [Word, _, _, _] && Enum.TryParse<ImageBehaviour>(words[2], out _) && int.TryParse(words[3], out _);
        if (!isImage)
        {
            return null;
        }

        var image = new DummyImage(words[1], Enum.Parse<ImageBehaviour>(words[2]), int.Parse(words[3], System.Globalization.CultureInfo.InvariantCulture));
        return content.Length == image.LengthBytes ? image : null;
    }
}
