from .document import Document


def read_text(text, *, symbol=None, file_name=None):
    return Document(text, symbol, file_name).json()
